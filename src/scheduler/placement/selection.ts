import { drawBelow, randomStream } from "../../model/random.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { PlanDraft } from "../planDraft.js";
import { allot } from "./allotment.js";
import type { GroupAsk } from "./groupAsk.js";
import type { NodeView } from "./nodeView.js";
import { portsInUse } from "./portsInUse.js";
import type { Selection } from "./stack.js";

/**
 * The chosen node as the scheduler gets it. Dynamic ports are drawn here, from a stream of their own for each
 * evaluation and allocation name, so that no other choice shifts them. Spec 03 §10.4, §16.1.
 */
export function selectionOf(
  view: NodeView,
  ask: GroupAsk,
  allocationName: string,
  state: Snapshot,
  plan: PlanDraft,
): Selection | undefined {
  const { fit } = view;
  if (fit?.resources === undefined) return undefined;
  const { finalScore, node } = view;
  if (!ask.drawsPorts) return { node, resources: fit.resources, finalScore, victims: fit.victims };
  const stream = randomStream(state.identifiers.seed, `ports/${plan.evaluation.id}/${allocationName}`, 0);
  const beside = view.occupants.filter((allocation) => !fit.victims.includes(allocation));
  const drawn = allot(ask.group, node, beside, portsInUse(node, beside), ask.memoryOversubscription, (below) =>
    drawBelow(stream, below),
  );
  const resources = "resources" in drawn ? drawn.resources : fit.resources;
  return { node, resources, finalScore, victims: fit.victims };
}
