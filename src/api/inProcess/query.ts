import type { Query } from "../nomadApi.js";

/** The namespace that a query works in. */
export function namespaceOf(query: Query | undefined): string {
  return query?.namespace ?? "default";
}

/** Those of the query's namespace; `*` means all. */
export function inNamespace<Value extends { readonly namespace: string }>(
  values: readonly Value[],
  query: Query | undefined,
): readonly Value[] {
  const wanted = namespaceOf(query);
  return wanted === "*" ? values : values.filter((value) => value.namespace === wanted);
}
