/**
 * Orders that Nomad leaves to chance, given by hand so that a recorded text can be met. Spec 06 §2.11.
 */
export interface OrderPins {
  /** N1: allocation lines of the monitor, by ID or the beginning of one. */
  readonly allocations?: readonly string[];
  /** N2: groups under "failed to place all allocations". */
  readonly failedGroups?: readonly string[];
  /** N3: keys of the placement metrics, each list by itself. */
  readonly metrics?: readonly string[];
  /** N4: groups of the Deployed table in style docs-2017. */
  readonly deployed?: readonly string[];
  /** N7: contexts of an ambiguous `status`. */
  readonly contexts?: readonly string[];
  /** N9: tags of servers. */
  readonly tags?: readonly string[];
}

/** Pinned keys first, in the order of the pin; the others follow, ascending. */
export function inPinnedOrder(keys: readonly string[], pin: readonly string[] | undefined): readonly string[] {
  const ascending = [...keys].sort();
  if (pin === undefined) return ascending;
  const place = (key: string) => {
    const found = pin.findIndex((pinned) => key.startsWith(pinned));
    return found === -1 ? pin.length : found;
  };
  return ascending.sort((left, right) => place(left) - place(right));
}
