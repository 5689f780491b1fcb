import type { Invocation } from "../definition.js";
import { idLength } from "../text/shortId.js";
import { monitorEvaluation } from "./evaluationMonitor.js";

/**
 * How most writes end: nothing when the server created no evaluation, its ID with `-detach`, else the monitor.
 * Spec 06 §6.2.
 */
export async function settleEvaluation(
  invocation: Invocation,
  evaluationId: string,
  { detach, verbose }: { readonly detach: boolean; readonly verbose: boolean },
): Promise<number> {
  if (evaluationId === "") return 0;
  if (!detach) return monitorEvaluation(invocation, evaluationId, idLength(verbose));
  if (invocation.style.namesDetachedEvaluation) invocation.ui.output(`Evaluation ID: ${evaluationId}`);
  return 0;
}
