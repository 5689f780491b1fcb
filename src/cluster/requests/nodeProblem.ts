/** The beginning of a UUID, dashes where they stand in one. */
const idPrefixPattern = /^[0-9a-f]{1,8}(-[0-9a-f]{0,4}){0,3}(-[0-9a-f]{0,12})?$/;

const texts = ["datacenter", "nodeClass", "nodePool"] as const;
const amounts = ["cpu", "memoryMb", "diskMb"] as const;
const maps = ["meta", "attributes"] as const;
const lists = ["lacks", "drivers", "addresses"] as const;

/**
 * What is wrong with the description of a client, as a message; undefined for one that can join. It comes from outside, so
 * nothing of its shape is taken for granted.
 */
export function nodeProblem(described: unknown): string | undefined {
  if (typeof described !== "object" || described === null) return "a node is described by an object";
  const given = described as Readonly<Record<string, unknown>>;
  const { name, idPrefix } = given;
  if (typeof name !== "string" || name === "") return "a node needs a name";
  if (idPrefix !== undefined && !(typeof idPrefix === "string" && idPrefixPattern.test(idPrefix))) {
    return `idPrefix of node "${name}" must be the beginning of a UUID`;
  }
  for (const member of texts) {
    if (given[member] !== undefined && typeof given[member] !== "string")
      return `${member} of node "${name}" must be a text`;
  }
  for (const member of amounts) {
    const amount = given[member];
    const fits = typeof amount === "number" && Number.isFinite(amount) && amount > 0;
    if (amount !== undefined && !fits) return `${member} of node "${name}" must be above zero`;
  }
  for (const member of maps) {
    if (given[member] !== undefined && !mapsTexts(given[member]))
      return `${member} of node "${name}" must map names to texts`;
  }
  for (const member of lists) {
    if (given[member] !== undefined && !listsTexts(given[member])) return `${member} of node "${name}" must list texts`;
  }
  return undefined;
}

function listsTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function mapsTexts(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}
