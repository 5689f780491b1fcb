import { type Assertion, type Pattern, PatternProblem } from "./tree.js";

/** One step of a pattern; numbers are steps to go on with. */
export type Step =
  | { readonly kind: "character"; readonly matches: (character: string) => boolean }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  /** The first one is preferred. */
  | { readonly kind: "split"; first: number; second: number }
  | { readonly kind: "jump"; to: number }
  | { readonly kind: "mark"; readonly slot: number }
  | { readonly kind: "match" };

type Repeat = Extract<Pattern, { readonly kind: "repeat" }>;

const mostSteps = 200_000;

/** A pattern as steps that a matcher follows all at once. */
export function programOf(tree: Pattern): readonly Step[] {
  const steps: Step[] = [];
  emit(tree, steps);
  add(steps, { kind: "match" });
  return steps;
}

function emit(pattern: Pattern, steps: Step[]): void {
  switch (pattern.kind) {
    case "character":
    case "assertion":
      add(steps, pattern);
      return;
    case "sequence":
      for (const item of pattern.items) emit(item, steps);
      return;
    case "choice":
      emitChoice(pattern.items, steps);
      return;
    case "group":
      add(steps, { kind: "mark", slot: pattern.number * 2 });
      emit(pattern.item, steps);
      add(steps, { kind: "mark", slot: pattern.number * 2 + 1 });
      return;
    case "repeat":
      emitRepeat(pattern, steps);
  }
}

function emitChoice(items: readonly Pattern[], steps: Step[]): void {
  const jumps: { to: number }[] = [];
  items.forEach((item, at) => {
    if (at === items.length - 1) {
      emit(item, steps);
      return;
    }
    const split = add(steps, { kind: "split" as const, first: steps.length + 1, second: 0 });
    emit(item, steps);
    jumps.push(add(steps, { kind: "jump" as const, to: 0 }));
    split.second = steps.length;
  });
  for (const jump of jumps) jump.to = steps.length;
}

/** What can be empty is repeated as Go does it: at all, and then at least once. */
function emitRepeat({ item, least, most, isLazy }: Repeat, steps: Step[]): void {
  const isEndless = most === undefined;
  const isOptional = isEndless && least === 0 && canBeEmpty(item);
  const exits: { first: number; second: number }[] = [];
  if (isOptional) exits.push(addSplit(steps));
  for (let count = 0; count < (isEndless ? least - 1 : least); count++) emit(item, steps);
  if (isEndless && (least > 0 || isOptional)) {
    const start = steps.length;
    emit(item, steps);
    const split = addSplit(steps);
    split.first = start;
    exits.push(split);
  } else if (isEndless) {
    const start = steps.length;
    exits.push(addSplit(steps));
    emit(item, steps);
    add(steps, { kind: "jump", to: start });
  } else {
    for (let count = least; count < most; count++) {
      exits.push(addSplit(steps));
      emit(item, steps);
    }
  }
  for (const exit of exits) {
    exit.second = steps.length;
    if (isLazy) [exit.first, exit.second] = [exit.second, exit.first];
  }
}

function canBeEmpty(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "character":
      return false;
    case "assertion":
      return true;
    case "sequence":
      return pattern.items.every(canBeEmpty);
    case "choice":
      return pattern.items.some(canBeEmpty);
    case "group":
      return canBeEmpty(pattern.item);
    case "repeat":
      return pattern.least === 0 || canBeEmpty(pattern.item);
  }
}

function addSplit(steps: Step[]): { first: number; second: number } {
  return add(steps, { kind: "split" as const, first: steps.length + 1, second: 0 });
}

function add<S extends Step>(steps: Step[], step: S): S {
  if (steps.push(step) > mostSteps) throw new PatternProblem("error parsing regexp: expression too large");
  return step;
}
