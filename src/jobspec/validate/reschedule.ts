import type { ReschedulePolicy } from "../../model/taskGroup.js";
import { goDuration, type Milliseconds } from "../../model/time.js";
import { when } from "./problems.js";

const minimumDelayMs = 5000;
const minimumIntervalMs = 15_000;
const delayFunctions = ["constant", "exponential", "fibonacci"];

/** Errors of a group's reschedule policy; a disabled one is not looked at. Spec 05 §3.6. */
export function rescheduleProblems(type: string, policy: ReschedulePolicy | undefined): readonly string[] {
  if (policy === undefined) return [];
  if (type === "system" || type === "sysbatch") return ["System or sysbatch jobs should not have a reschedule policy"];
  if (policy.attempts <= 0 && !policy.unlimited) return [];
  const ofDelays = delayProblems(policy);
  return [
    ...attemptProblems(policy),
    ...ofDelays,
    ...(policy.unlimited ? [] : limitProblems(policy, ofDelays.length === 0)),
  ];
}

function attemptProblems({ attempts, intervalMs, unlimited }: ReschedulePolicy): readonly string[] {
  if (attempts <= 0) return [];
  return [
    ...when(intervalMs <= 0, "Interval must be a non zero value if Attempts > 0"),
    ...when(
      unlimited,
      `Reschedule Policy with Attempts = ${attempts}, Interval = ${goDuration(intervalMs)}, and Unlimited = true is ambiguous`,
    ),
    ...when(unlimited, "If Attempts >0, Unlimited cannot also be set to true"),
  ];
}

function delayProblems({ delayMs, delayFunction, maxDelayMs }: ReschedulePolicy): readonly string[] {
  const grows = delayFunction !== "constant";
  return [
    ...when(delayMs < minimumDelayMs, `Delay cannot be less than 5s (got ${goDuration(delayMs)})`),
    ...when(
      !delayFunctions.includes(delayFunction),
      `Invalid delay function "${delayFunction}", must be one of ["constant" "exponential" "fibonacci"]`,
    ),
    // Nomad prints the delay here, not the ceiling.
    ...when(grows && maxDelayMs < minimumDelayMs, `Max Delay cannot be less than 5s (got ${goDuration(delayMs)})`),
    ...when(
      grows && maxDelayMs < delayMs,
      `Max Delay cannot be less than Delay ${goDuration(delayMs)} (got ${goDuration(maxDelayMs)})`,
    ),
  ];
}

function limitProblems(policy: ReschedulePolicy, delaysAreSound: boolean): readonly string[] {
  const { intervalMs } = policy;
  return [
    ...when(intervalMs < minimumIntervalMs, `Interval cannot be less than 15s (got ${goDuration(intervalMs)})`),
    ...(delaysAreSound ? feasibilityProblems(policy) : []),
  ];
}

interface Feasibility {
  /** How many attempts fit into the interval. */
  readonly possible: number;
  /** The interval that all attempts need. */
  readonly neededMs: Milliseconds;
  readonly feasible: boolean;
}

function feasibilityProblems(policy: ReschedulePolicy): readonly string[] {
  const { attempts, intervalMs, delayMs, delayFunction, maxDelayMs } = policy;
  const { feasible, possible, neededMs } = feasibility(policy);
  if (feasible) return [];
  const start = `Nomad can only make ${possible} attempts in ${goDuration(intervalMs)} with initial delay ${goDuration(delayMs)}`;
  const needed = goDuration(Math.round(neededMs / 1000) * 1000);
  return [
    delayFunction === "constant"
      ? `${start} and delay function "constant"`
      : `${start}, delay function "${delayFunction}", and delay ceiling ${goDuration(maxDelayMs)}`,
    `Set the interval to at least ${needed} to accommodate ${attempts} attempts`,
  ];
}

function feasibility(policy: ReschedulePolicy): Feasibility {
  const { attempts, intervalMs, delayMs, delayFunction } = policy;
  if (delayFunction === "exponential") return exponential(policy);
  if (delayFunction === "fibonacci") return fibonacci(policy);
  const neededMs = attempts * delayMs;
  return { neededMs, feasible: intervalMs >= neededMs, possible: Math.floor(intervalMs / delayMs) };
}

/** Delays double up to the ceiling; from there on each attempt needs the ceiling once more. */
function exponential({ attempts, intervalMs, delayMs, maxDelayMs }: ReschedulePolicy): Feasibility {
  let neededMs = 0;
  let possible = 0;
  let made = 0;
  for (let next = delayMs; made < attempts && next <= maxDelayMs; next *= 2) {
    neededMs = next;
    if (neededMs < intervalMs) possible += 1;
    made += 1;
  }
  const atCeiling = attempts - made;
  possible += ceilingSteps(neededMs, maxDelayMs, atCeiling, (endMs) => endMs < intervalMs);
  return { neededMs: neededMs + atCeiling * maxDelayMs, possible, feasible: possible >= attempts };
}

/** Slots grow as the sum of the last two up to the ceiling; from there on by the ceiling. */
function fibonacci({ attempts, intervalMs, delayMs, maxDelayMs }: ReschedulePolicy): Feasibility {
  let [previousMs, lastMs] = [0, delayMs];
  let fitting = lastMs <= intervalMs ? 1 : 0;
  let made = 1;
  while (made < attempts && lastMs < maxDelayMs) {
    [previousMs, lastMs] = [lastMs, Math.min(previousMs + lastMs, maxDelayMs)];
    if (lastMs <= intervalMs) fitting += 1;
    made += 1;
  }
  const atCeiling = attempts - made;
  fitting += ceilingSteps(lastMs, maxDelayMs, atCeiling, (endMs) => endMs <= intervalMs);
  const neededMs = lastMs + atCeiling * maxDelayMs;
  return { neededMs, possible: fitting, feasible: intervalMs >= neededMs };
}

/** How many of `steps` slots, each `sizeMs` after the one before, still fit. */
function ceilingSteps(
  fromMs: Milliseconds,
  sizeMs: Milliseconds,
  steps: number,
  fits: (endMs: Milliseconds) => boolean,
): number {
  let [fitting, beyond] = [0, steps + 1];
  while (beyond - fitting > 1) {
    const middle = Math.floor((fitting + beyond) / 2);
    if (middle === fitting || middle === beyond) break;
    if (fits(fromMs + middle * sizeMs)) fitting = middle;
    else beyond = middle;
  }
  return fitting;
}
