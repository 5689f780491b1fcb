import { expect } from "vitest";
import type { Allocation } from "../../../src/model/allocation.js";
import { indexOfName, isCanary, isHealthy, isUnhealthy } from "../../../src/model/allocation.js";
import type { DeploymentGroup } from "../../../src/model/deployment.js";
import type { Evaluation } from "../../../src/model/evaluation.js";
import type { Play } from "./play.js";

/** What is done at which second, before the row of that second is read. */
export type Deeds = Readonly<Record<number, () => unknown>>;

/**
 * Plays a table: time passes to the second in the first column, what `deeds` holds for it is done, and every other column
 * has to be what the cluster shows then.
 *
 * - `deployment`: number, status and description of the job's latest deployment.
 * - `live`: the allocations that nobody ended, by version: `*` canary, `+` healthy, `-` unhealthy, `~` not running.
 * - `evaluations`: those created since the row before, as trigger, status and description.
 * - `job`: status and number of versions; `stable` its stable versions.
 * - a group's name: its counters in the deployment, and `by` when progress is due, in seconds.
 */
export function expectTimeline(play: Play, table: string, deeds: Deeds = {}): void {
  const [header = [], ...rows] = table.trim().split("\n").map(cellsOf);
  const seconds = rows.map(([second]) => Number(second));
  for (const second of Object.keys(deeds)) expect(seconds, "a deed without a row").toContain(Number(second));
  let seen = play.world.index;
  const shown = seconds.map((second) => {
    play.at(second);
    deeds[second]?.();
    const cells = header.map((column) => (column === "t" ? String(second) : cellOf(play, column, seen)));
    seen = play.world.index;
    return cells.join(" | ");
  });
  expect(shown).toEqual(rows.map((cells) => cells.join(" | ")));
}

function cellsOf(line: string): readonly string[] {
  return line.split("|").map((cell) => cell.trim().replace(/\s+/g, " "));
}

function cellOf(play: Play, column: string, seen: number): string {
  if (column === "deployment") return deploymentText(play);
  if (column === "live") return liveText(play.live());
  if (column === "evaluations") return evaluationsText(play, seen);
  if (column === "job") return `${play.job().status}, v${play.job().version}`;
  if (column === "stable") return stableText(play);
  const state = play.deployment().taskGroups[column];
  return state === undefined ? "" : groupText(play, state);
}

function deploymentText(play: Play): string {
  const all = play.deployments();
  const last = all.at(-1);
  return last === undefined ? "" : `D${all.length} ${last.status}: ${last.statusDescription}`;
}

function groupText(play: Play, state: DeploymentGroup): string {
  const { desiredTotal, placedAllocations, healthyAllocations, unhealthyAllocations, requireProgressBy } = state;
  const canaries =
    state.desiredCanaries === 0 ? "" : ` canaries ${state.placedCanaries.length}/${state.desiredCanaries}`;
  const promoted = state.promoted ? " promoted" : "";
  const due = requireProgressBy === undefined ? "" : ` by ${play.second(requireProgressBy)}`;
  const counters = `${placedAllocations} placed ${healthyAllocations} healthy ${unhealthyAllocations} unhealthy`;
  return `${desiredTotal}: ${counters}${canaries}${promoted}${due}`;
}

/** `v0 web[1]+ web[2]+ v1 web[0]*+`. */
function liveText(live: readonly Allocation[]): string {
  const versions = [...new Set(live.map((allocation) => allocation.job.version))].sort((a, b) => a - b);
  return versions
    .map((version) => {
      const names = live
        .filter((allocation) => allocation.job.version === version)
        .map((allocation) => `${allocation.taskGroup}[${indexOfName(allocation.name)}]${marksOf(allocation)}`);
      return `v${version} ${names.sort().join(" ")}`;
    })
    .join(" ");
}

function marksOf(allocation: Allocation): string {
  const health = isHealthy(allocation) ? "+" : isUnhealthy(allocation) ? "-" : "";
  return `${isCanary(allocation) ? "*" : ""}${health}${allocation.clientStatus === "running" ? "" : "~"}`;
}

function evaluationsText(play: Play, seen: number): string {
  return play
    .evaluations()
    .filter((evaluation) => evaluation.createIndex > seen)
    .map(evaluationText)
    .join(", ");
}

export function evaluationText({ triggeredBy, status, statusDescription }: Evaluation): string {
  return `${triggeredBy} ${status}${statusDescription === "" ? "" : ` (${statusDescription})`}`;
}

function stableText(play: Play): string {
  return play
    .versions()
    .filter((version) => version.stable)
    .map((version) => `v${version.version}`)
    .join(" ");
}
