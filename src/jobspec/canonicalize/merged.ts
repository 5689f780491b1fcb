import type { Submitted } from "../schema/submitted.js";

/** A block whose unset members come from the layers below it: `base` holds all, later layers win. Spec 05 §3.3–3.6. */
export function merged<T extends object>(base: T, ...layers: readonly (Submitted<NoInfer<T>> | undefined)[]): T {
  const result: Record<string, unknown> = { ...(base as Readonly<Record<string, unknown>>) };
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {})) {
      if (value !== undefined) result[key] = value;
    }
  }
  return result as T;
}
