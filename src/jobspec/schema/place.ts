import type { JsonValue } from "../../model/json.js";

/**
 * Where in a submitted document the decoder stands, and the first complaint about it: a value of a wrong type is skipped,
 * decoding goes on, and the first such value is what the request fails with. Spec 07 §4, the text is that of Go's `encoding/json`.
 */
export class Place {
  readonly #complaints: { first: string | undefined };
  readonly #struct: string;
  readonly #path: string;

  private constructor(complaints: { first: string | undefined }, struct: string, path: string) {
    this.#complaints = complaints;
    this.#struct = struct;
    this.#path = path;
  }

  /** @param struct The type that holds the member `path`. */
  static root(struct: string, path: string): Place {
    return new Place({ first: undefined }, struct, path);
  }

  get complaint(): string | undefined {
    return this.#complaints.first;
  }

  member(struct: string, name: string): Place {
    return new Place(this.#complaints, struct, this.#path === "" ? name : `${this.#path}.${name}`);
  }

  /** Notes that the value does not fit the type, and leaves the member unset. */
  refuse(value: JsonValue, goType: string): undefined {
    const member = `Go struct field ${this.#struct}.${this.#path}`;
    this.complain(`json: cannot unmarshal ${describe(value, goType)} into ${member} of type ${goType}`);
    return undefined;
  }

  complain(text: string): undefined {
    this.#complaints.first ??= text;
    return undefined;
  }
}

const numeric = /^(u?int\d*|time\.Duration)$/;

function describe(value: JsonValue, goType: string): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" || typeof value === "bigint") {
    return numeric.test(goType) ? `number ${value}` : "number";
  }
  if (typeof value === "boolean") return "bool";
  return typeof value;
}
