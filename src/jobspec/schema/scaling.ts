import type { ScalingPolicy } from "../../model/taskGroup.js";
import { block, rawBlock } from "./block.js";
import { boolean, integer, living, opaque, text, textMap } from "./field.js";

/** The scaling policy of a group. The cluster gives it its ID and indexes. Spec 05 §13.1. */
export const scalingSchema = block<ScalingPolicy>("ScalingPolicy", {
  id: living("unsettable", text("ID")),
  type: text("Type", "horizontal"),
  target: textMap("Target"),
  policy: opaque("Policy"),
  min: integer("Min", 0, "int64"),
  max: integer("Max", -1, "int64"),
  enabled: boolean("Enabled", true),
  createIndex: living("unsettable", integer("CreateIndex", 0, "uint64")),
  modifyIndex: living("unsettable", integer("ModifyIndex", 0, "uint64")),
});

/** A scaling policy of a task: stored, without effect in the community edition. Spec 05 §13.1. */
export const taskScalingSchema = rawBlock("ScalingPolicy", [
  living("unsettable", text("ID")),
  text("Type"),
  textMap("Target"),
  opaque("Policy"),
  integer("Min", 0, "int64"),
  integer("Max", -1, "int64"),
  boolean("Enabled", true),
  living("unsettable", integer("CreateIndex", 0, "uint64")),
  living("unsettable", integer("ModifyIndex", 0, "uint64")),
]);
