import { compileGoRegexp } from "../../model/goRegexp/goRegexp.js";
import type { Affinity, Constraint, Spread } from "../../model/job.js";
import { headed, when } from "./problems.js";
import { constraintTextProblem } from "./versionText.js";

const nodeAttributes: ReadonlySet<string> = new Set(
  ["unique.id", "datacenter", "unique.name", "class", "pool"].map((attribute) => `\${node.${attribute}}`),
);

/** Comparisons that need a right side. */
const comparisons: ReadonlySet<string> = new Set(["=", "==", "is", "!=", "not", "<", "<=", ">", ">="]);
const setOperators: ReadonlySet<string> = new Set(["set_contains", "set_contains_all", "set_contains_any"]);

/** Errors of the constraints of a job, group or task, numbered from 1. Spec 05 §3.8. */
export function constraintProblems(constraints: readonly Constraint[]): readonly string[] {
  return constraints.flatMap((constraint, at) =>
    headed(`Constraint ${at + 1} validation failed`, problemsOfConstraint(constraint)),
  );
}

/** Constraints of a task: two operators make sense for a whole group only. Spec 05 §3.8. */
export function taskConstraintProblems(constraints: readonly Constraint[]): readonly string[] {
  return constraints.flatMap((constraint, at) => [
    ...headed(`Constraint ${at + 1} validation failed`, problemsOfConstraint(constraint)),
    ...when(
      constraint.operand === "distinct_hosts" || constraint.operand === "distinct_property",
      `Constraint ${at + 1} has disallowed Operand at task level: ${constraint.operand}`,
    ),
  ]);
}

/** Errors of affinities; system jobs take none. Spec 05 §3.1, §3.8. */
export function affinityProblems(type: string, affinities: readonly Affinity[]): readonly string[] {
  if (type === "system") return when(affinities.length > 0, "System jobs may not have an affinity block");
  return affinities.flatMap((affinity, at) =>
    headed(`Affinity ${at + 1} validation failed`, problemsOfAffinity(affinity)),
  );
}

/** Errors of spreads; system jobs take none. Spec 05 §3.1, §3.8. */
export function spreadProblems(type: string, spreads: readonly Spread[]): readonly string[] {
  if (type === "system") return when(spreads.length > 0, "System jobs may not have a spread block");
  return spreads.flatMap((spread, at) => headed(`Spread ${at + 1} validation failed`, problemsOfSpread(spread)));
}

function problemsOfConstraint(constraint: Constraint): readonly string[] {
  const { operand, leftTarget } = constraint;
  return [
    ...when(operand === "", "Missing constraint operand"),
    ...rightSideProblems(constraint),
    ...(operand === "distinct_hosts" ? [] : leftSideProblems(leftTarget)),
  ];
}

function rightSideProblems({ operand, rightTarget }: Constraint): readonly string[] {
  if (comparisons.has(operand)) return when(rightTarget === "", `Operator "${operand}" requires an RTarget`);
  if (setOperators.has(operand)) return when(rightTarget === "", "Set contains constraint requires an RTarget");
  switch (operand) {
    case "regexp":
      return ifAny(patternProblem(rightTarget), (problem) => `Regular expression failed to compile: ${problem}`);
    case "version":
      return ifAny(constraintTextProblem("version", rightTarget), (text) => `Version constraint is invalid: ${text}`);
    case "semver":
      return ifAny(constraintTextProblem("semver", rightTarget), (text) => `Semver constraint is invalid: ${text}`);
    case "distinct_property":
      return rightTarget === "" ? [] : allowedCountProblems(rightTarget);
    case "is_set":
    case "is_not_set":
      return when(rightTarget !== "", `Operator "${operand}" does not support an RTarget`);
    case "distinct_hosts":
      return [];
    default:
      return [`Unknown constraint type "${operand}"`];
  }
}

function allowedCountProblems(count: string): readonly string[] {
  const failed = (reason: string) => [
    `Failed to convert RTarget "${count}" to uint64: strconv.ParseUint: parsing "${count}": ${reason}`,
  ];
  if (!/^[0-9]+$/.test(count)) return failed("invalid syntax");
  if (BigInt(count) >= 2n ** 64n) return failed("value out of range");
  return when(BigInt(count) < 1n, `Distinct Property must have an allowed count of 1 or greater: ${BigInt(count)} < 1`);
}

function leftSideProblems(target: string): readonly string[] {
  if (target === "") return ["no attribute provided but is required by operator"];
  if (!target.startsWith("$")) return [];
  if (!target.startsWith("${")) return [`attribute "${target}" is missing an opening brace`];
  if (!target.endsWith("}")) return [`attribute "${target}" is missing a closing brace`];
  const known = nodeAttributes.has(target) || /^\$\{(attr|device|meta)\./.test(target);
  return when(!known, `unsupported attribute "${target}"`);
}

function problemsOfAffinity(affinity: Affinity): readonly string[] {
  const { operand, leftTarget, weight } = affinity;
  return [
    ...when(operand === "", "Missing affinity operand"),
    ...affinityRightSide(affinity),
    ...when(leftTarget === "", "No LTarget provided but is required"),
    ...when(weight === 0, "Affinity weight cannot be zero"),
    ...when(weight > 100 || weight < -100, "Affinity weight must be within the range [-100,100]"),
  ];
}

function affinityRightSide({ operand, rightTarget }: Affinity): readonly string[] {
  if (comparisons.has(operand)) return when(rightTarget === "", `Operator "${operand}" requires an RTarget`);
  if (setOperators.has(operand)) return when(rightTarget === "", "Set contains operators require an RTarget");
  switch (operand) {
    case "regexp":
      return ifAny(patternProblem(rightTarget), (problem) => `Regular expression failed to compile: ${problem}`);
    case "version":
      return ifAny(constraintTextProblem("version", rightTarget), (text) => `Version affinity is invalid: ${text}`);
    case "semver":
      return ifAny(constraintTextProblem("semver", rightTarget), (text) => `Semver affinity is invalid: ${text}`);
    default:
      return [`Unknown affinity operator "${operand}"`];
  }
}

/** Why a regular expression does not compile, in Go's words. */
function patternProblem(pattern: string): string | undefined {
  const compiled = compileGoRegexp(pattern);
  return compiled.ok ? undefined : compiled.problem;
}

function problemsOfSpread({ attribute, weight, targets }: Spread): readonly string[] {
  const sum = targets.reduce((total, { percent }) => total + percent, 0);
  const ofTargets = targets.flatMap(({ value, percent }, at) => [
    ...when(
      targets.slice(0, at).some((earlier) => earlier.value === value),
      `Spread target value "${value}" already defined`,
    ),
    ...when(percent > 100, `Spread target percentage for value "${value}" must be between 0 and 100`),
  ]);
  return [
    ...when(attribute === "", "Missing spread attribute"),
    ...when(weight <= 0 || weight > 100, "Spread block must have a positive weight from 0 to 100"),
    ...ofTargets,
    ...when(sum > 100, `Sum of spread target percentages must not be greater than 100%; got ${sum}%`),
  ];
}

function ifAny(problem: string | undefined, message: (problem: string) => string): readonly string[] {
  return problem === undefined ? [] : [message(problem)];
}
