import type { JsonObject, JsonValue } from "../../model/json.js";

/**
 * A block as it was submitted: every member may be missing, down to the leaves, because the defaults are not filled in yet.
 * Opaque JSON stays as it is. Spec 05 §2.
 */
export type Submitted<T> = T extends string | number | boolean | undefined
  ? T
  : JsonValue extends T
    ? T
    : JsonObject extends T
      ? T
      : T extends readonly (infer E)[]
        ? readonly Submitted<E>[]
        : string extends keyof T
          ? { readonly [K in keyof T]: Submitted<T[K]> }
          : { readonly [K in keyof T]?: Submitted<T[K]> | undefined };
