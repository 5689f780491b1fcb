import type { Event } from "./event.js";
import type { World } from "./world.js";

/** What an action led to (DESIGN, "a transition system"). After a refusal the World is the one from before. */
export interface Step {
  readonly world: World;
  readonly events: readonly Event[];
  readonly result: Result;
}

export type Result = Done | Refusal;

/** What a request answers, as far as it has these members. */
export interface Done {
  readonly ok: true;
  readonly evaluationId?: string | undefined;
  readonly evalCreateIndex?: number;
  readonly jobModifyIndex?: number;
  readonly deploymentModifyIndex?: number;
  /** Of node requests (spec 07 §11): the evaluations created, one a job; undefined when none were. */
  readonly evaluationIds?: readonly string[] | undefined;
  /** The index of the node's write. */
  readonly nodeModifyIndex?: number;
  /** Of a dispatch (spec 05 §15). */
  readonly dispatchedJobId?: string;
  readonly jobCreateIndex?: number;
  readonly revertedJobVersion?: number | undefined;
  readonly warnings?: string;
  /** The index of the answer. */
  readonly index?: number;
}

export interface Refusal {
  readonly ok: false;
  /** As over HTTP: 400 for a malformed request, 404, 500. */
  readonly status: number;
  /** Nomad's own text. */
  readonly message: string;
}

export const done: Done = { ok: true };

export function refused(status: number, message: string): Refusal {
  return { ok: false, status, message };
}
