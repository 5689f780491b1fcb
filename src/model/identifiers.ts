import { customRandom } from "nanoid";
import { randomStream } from "./random.js";

/** What IDs are made for; a scenario page can pin the first four. */
export type IdKind = "allocation" | "evaluation" | "deployment" | "node" | "dispatch" | "policy";

/**
 * The World's source of IDs: which numbers were drawn so far, and which prefixes the next IDs have to start with.
 * Plain data; {@link Identifiers} draws from it.
 */
export interface IdentifierState {
  readonly seed: number;
  /** How many IDs of each kind were drawn. */
  readonly drawn: Readonly<Record<IdKind, number>>;
  /** Prefixes for the next IDs, in order of creation: by kind, for allocations by `allocation.<group>`. */
  readonly pins: Readonly<Record<string, readonly string[]>>;
}

export function identifierState(seed: number): IdentifierState {
  return { seed, drawn: { allocation: 0, evaluation: 0, deployment: 0, node: 0, dispatch: 0, policy: 0 }, pins: {} };
}

const hexDigits = "0123456789abcdef";

/**
 * Draws UUIDs from the World's source. A cursor over an {@link IdentifierState}: made from the state, asked for IDs, then
 * {@link Identifiers.state} is the state to go on with. Nothing else remembers anything.
 */
export class Identifiers {
  #state: IdentifierState;

  constructor(state: IdentifierState) {
    this.#state = state;
  }

  get state(): IdentifierState {
    return this.#state;
  }

  evaluation(): string {
    return this.#draw("evaluation", "evaluation");
  }

  deployment(): string {
    return this.#draw("deployment", "deployment");
  }

  node(): string {
    return this.#draw("node", "node");
  }

  /** Eight hexadecimal digits, the end of a dispatched job's ID (spec 05 §15). */
  dispatch(): string {
    return this.#draw("dispatch", "dispatch").slice(0, 8);
  }

  scalingPolicy(): string {
    return this.#draw("policy", "policy");
  }

  /** @param group The task group: pins of allocations are per group. */
  allocation(group: string): string {
    return this.#draw("allocation", `allocation.${group}`);
  }

  #draw(kind: IdKind, pinKey: string): string {
    const { seed, drawn, pins } = this.#state;
    const [pinned, ...rest] = pins[pinKey] ?? [];
    this.#state = {
      seed,
      drawn: { ...drawn, [kind]: drawn[kind] + 1 },
      pins: pinned === undefined ? pins : { ...pins, [pinKey]: rest },
    };
    const digits = hexFrom(randomStream(seed, kind, drawn[kind]));
    return asUuid(pinned === undefined ? digits : completed(pinned, digits));
  }
}

/** 32 hexadecimal digits of a stream, through nanoid's way of turning bytes into symbols of an alphabet. */
function hexFrom(stream: () => number): string {
  return customRandom(hexDigits, 32, (size) => Uint8Array.from({ length: size }, () => stream() >>> 24))();
}

function completed(prefix: string, digits: string): string {
  const given = prefix.replaceAll("-", "");
  return given + digits.slice(given.length);
}

function asUuid(digits: string): string {
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits);
}
