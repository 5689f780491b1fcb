import type { Action } from "../../../src/model/action.js";
import type { Event } from "../../../src/model/event.js";
import type { World } from "../../../src/model/world.js";
import type { Changed } from "./changed.js";

/** Says in words how a World breaks a rule; undefined if it keeps it. */
export type StateRule = (world: World) => string | undefined;

/** One action, as a rule sees it: the World before and after, and what differs. */
export interface Change {
  readonly before: World;
  readonly action: Action;
  readonly events: readonly Event[];
  readonly after: World;
  readonly changed: Changed;
}

/** Says in words how an action broke a rule; undefined if it kept it. */
export type ChangeRule = (change: Change) => string | undefined;

/** A rule that was broken. The message names the rule in words and says where. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/** `promotedNeverGoesBack` in words: promoted never goes back. */
export function inWords(rule: { readonly name: string }): string {
  return rule.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
