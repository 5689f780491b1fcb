import type { InsideAction } from "../model/action.js";
import type { Event, EventKind } from "../model/event.js";
import { frozen } from "../model/frozen.js";
import type { Identifiers as IdentifierCursor } from "../model/identifiers.js";
import { Identifiers } from "../model/identifiers.js";
import { withEntry } from "../model/table.js";
import type { Instant } from "../model/time.js";
import type { Timer, TimerKey, TimerPhase } from "../model/timers.js";
import { timerKey } from "../model/timers.js";
import type { World } from "../model/world.js";
import { copyWorld } from "../model/world.js";

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** The World while one action changes it: only the top level can be written, what stands in it is replaced whole. */
export type WorldDraft = Writable<World>;

/** What an event is about, and why it happened; time and index are filled in. */
export type EventDetails = Omit<Event, "kind" | "at" | "index">;

/**
 * One action while it is performed: a shallow working copy of the World and the events so far (docs/architecture.md).
 *
 * The tables are opaque persistent values, so a shallow copy is all that a draft of the World has to be. Entities are
 * replaced by new ones and frozen when they enter a table. Whoever drops the transaction has changed nothing.
 */
export class Transaction {
  readonly world: WorldDraft;
  readonly events: Event[] = [];
  readonly #before: World;

  constructor(world: World) {
    this.#before = world;
    this.world = copyWorld(world);
  }

  /** The World from before the action: what a scheduler sees. */
  get before(): World {
    return this.#before;
  }

  /** Takes the index of one more write (spec 05 §1: one committed write, one index). */
  nextIndex(): number {
    this.world.index += 1;
    return this.world.index;
  }

  /** Draws IDs from the World's source. */
  identify<T>(draw: (identifiers: IdentifierCursor) => T): T {
    const identifiers = new Identifiers(this.world.identifiers);
    const drawn = draw(identifiers);
    this.world.identifiers = identifiers.state;
    return drawn;
  }

  emit(kind: EventKind, details: EventDetails): void {
    this.events.push({ kind, at: this.world.now, index: this.world.index, ...details });
  }

  setTimer(due: Instant, phase: TimerPhase, action: InsideAction): TimerKey {
    const { byDue, set } = this.world.timers;
    const key = timerKey(Math.ceil(due), set);
    const timer: Timer = { due: Math.ceil(due), phase, action };
    this.world.timers = { byDue: withEntry(byDue, key, frozen(timer)), set: set + 1 };
    return key;
  }

  cancelTimer(key: TimerKey | undefined): void {
    if (key === undefined || !this.world.timers.byDue.has(key)) return;
    this.world.timers = { byDue: this.world.timers.byDue.without(key), set: this.world.timers.set };
  }

  /** The World after the action; the very same if nothing changed. */
  commit(): World {
    const names = Object.keys(this.world) as (keyof World)[];
    if (names.every((name) => this.world[name] === this.#before[name])) return this.#before;
    return frozen(this.world as World);
  }
}
