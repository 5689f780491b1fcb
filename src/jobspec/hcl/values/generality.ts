import type { Type } from "./type.js";

/** Types so that what can hold the others comes first; pairs that cannot be told apart keep their order. */
export function inOrderOfGenerality(types: readonly Type[]): readonly Type[] {
  const below = types.map((type) => types.flatMap((other, at) => (moreGeneral(type, other) < 0 ? [at] : [])));
  const above = types.map((_, at) => below.filter((others) => others.includes(at)).length);
  const queue = above.flatMap((count, at) => (count === 0 ? [at] : []));
  for (const at of queue) {
    for (const other of below[at] ?? []) {
      above[other] = (above[other] ?? 0) - 1;
      if (above[other] === 0) queue.push(other);
    }
  }
  // Types in a circle are left over; Go then tries the first one.
  const rest = types.slice(0, types.length - queue.length).map(() => 0);
  return [...queue, ...rest].flatMap((at) => types[at] ?? []);
}

/** Below 0 if the left one is more general, above 0 if the right one is. */
function moreGeneral(left: Type, right: Type): number {
  if (left === "dynamic" || right === "dynamic") return Number(left === "dynamic") - Number(right === "dynamic");
  if (typeof left === "string" || typeof right === "string") {
    if (typeof left !== "string" || typeof right !== "string") return 0;
    return Number(right === "string") - Number(left === "string");
  }
  if (left.kind === "tuple" && right.kind === "tuple") {
    const others = right.of;
    if (left.of.length !== others.length) return 0;
    return agreed(left.of.map((type, at) => moreGeneral(type, others[at] ?? "dynamic")));
  }
  if (left.kind === "object" && right.kind === "object") {
    const others = right.of;
    if (left.of.size !== others.size || [...left.of.keys()].some((name) => !others.has(name))) return 0;
    return agreed([...left.of].map(([name, type]) => moreGeneral(type, others.get(name) ?? "dynamic")));
  }
  if (left.kind === right.kind) return moreGeneral(left.of as Type, right.of as Type);
  return structure(left.kind, right.kind);
}

/** Collections hold what structures hold, and sets lose more than lists. */
function structure(left: string, right: string): number {
  const holds = new Set(["list tuple", "map object", "tuple set", "list set"]);
  if (holds.has(`${left} ${right}`)) return -1;
  return holds.has(`${right} ${left}`) ? 1 : 0;
}

/** One more general member decides, unless another one says the opposite. */
function agreed(members: readonly number[]): number {
  const isLeft = members.some((each) => each < 0);
  const isRight = members.some((each) => each > 0);
  return isLeft === isRight ? 0 : isLeft ? -1 : 1;
}
