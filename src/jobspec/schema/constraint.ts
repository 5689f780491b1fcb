import type { Affinity, Constraint, Spread } from "../../model/job.js";
import { block } from "./block.js";
import { integer, list, text } from "./field.js";

const target = {
  leftTarget: text("LTarget"),
  rightTarget: text("RTarget"),
  operand: text("Operand"),
};

/** A constraint of a job, group, task or device; JSON has no default operand. Spec 05 §3.8. */
export const constraintSchema = block<Constraint>("Constraint", target);

export const affinitySchema = block<Affinity>("Affinity", { ...target, weight: integer("Weight", 50, "int8") });

const spreadTargetSchema = block<Spread["targets"][number]>("SpreadTarget", {
  value: text("Value"),
  percent: integer("Percent", 0, "uint8"),
});

export const spreadSchema = block<Spread>("Spread", {
  attribute: text("Attribute"),
  weight: integer("Weight", 50, "int8"),
  targets: list("SpreadTarget", spreadTargetSchema),
});
