import type { Area, AreaOptions, CaseReport } from "../area.js";
import type { Json } from "../json.js";
import { number, text } from "../json.js";
import { jobPath } from "../traces/agentClient.js";
import { differences } from "../traces/compare.js";
import { comparableAnswer, scrubbedAnswer } from "./answer.js";
import { PlanCluster } from "./cluster.js";
import { commandLineDifferences, plannedJob, planOnCommandLine } from "./commandLine.js";
import type { ApiAnswer, PlanCase, PlanStep, RegisterAnswer } from "./recording.js";
import { cliModes, familyOf, readPlanCases } from "./recording.js";
import { recordedState, stateOf } from "./state.js";

/** Recorded answers of `job plan`, of the API and of the command line; FORMAT.md beside this file says what is compared. */
export const area: Area = { run: runPlanCases };

/** Each case on the cluster that its steps lead to; cases with the same steps share one, since a plan changes nothing. */
export async function runPlanCases({ folder, only }: AreaOptions): Promise<readonly CaseReport[]> {
  const clusters = new Map<string, Promise<PlanCluster>>();
  const reports: CaseReport[] = [];
  for (const recorded of readPlanCases(folder)) {
    if (only !== undefined && !recorded.name.startsWith(only)) continue;
    const steps = recorded.steps ?? [];
    const key = JSON.stringify(steps);
    const cluster = clusters.get(key) ?? clusterAfter(new PlanCluster(), steps);
    clusters.set(key, cluster);
    reports.push({ name: recorded.name, family: familyOf(recorded), differences: await playCase(recorded, cluster) });
  }
  return reports;
}

async function clusterAfter(cluster: PlanCluster, steps: readonly PlanStep[]): Promise<PlanCluster> {
  for (const step of steps) await cluster.perform(step);
  return cluster;
}

/** An error of the play is a difference like any other. */
async function playCase(recorded: PlanCase, coming: Promise<PlanCluster>): Promise<readonly string[]> {
  try {
    const cluster = await coming;
    const before = cluster.world;
    return [
      ...(await stateDifferences(recorded, cluster)),
      ...(await apiDifferences(recorded, cluster)),
      ...(await textDifferences(recorded, cluster)),
      ...(await registerDifferences(recorded)),
      ...(cluster.world === before ? [] : ["the plan changed the cluster"]),
    ];
  } catch (error) {
    return [`broke off: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function stateDifferences({ before = {} }: PlanCase, { client }: PlanCluster): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [jobId, state] of Object.entries(before)) {
    found.push(...differences(recordedState(state), await stateOf(client, jobId), `before ${jobId}`));
  }
  return found;
}

async function apiDifferences(recorded: PlanCase, cluster: PlanCluster): Promise<readonly string[]> {
  const { api, apiVariant } = recorded;
  if (api === undefined) return [];
  const { client } = cluster;
  const job = await plannedJob(cluster, recorded.plan);
  const stored = await client.get(jobPath(text(job, "ID")));
  const {
    status,
    body,
    text: answer,
  } = await client.call("PUT", jobPath(text(job, "ID"), "/plan"), {
    Job: job,
    Diff: true,
  });
  const actual: ApiAnswer =
    status === 200
      ? { status, response: scrubbedAnswer(body as Json, number(stored ?? {}, "JobModifyIndex")) }
      : { status, body: answer };
  return fewest([api, apiVariant].map((expected) => expected && answerDifferences(expected, actual, recorded)));
}

function answerDifferences(expected: ApiAnswer, actual: ApiAnswer, recorded: PlanCase): readonly string[] {
  if (expected.response === undefined || actual.response === undefined) return differences(expected, actual, "api");
  return differences(comparableAnswer(expected.response, recorded), comparableAnswer(actual.response, recorded), "api");
}

async function textDifferences(recorded: PlanCase, cluster: PlanCluster): Promise<readonly string[]> {
  const found: string[] = [];
  for (const mode of cliModes) {
    const actual = await planOnCommandLine(cluster, recorded.plan, mode);
    const seen = [recorded.cli[mode], recorded.cliVariant?.[mode]];
    found.push(
      ...fewest(seen.map((expected) => expected && commandLineDifferences(expected, actual, recorded, `cli.${mode}`))),
    );
  }
  return found;
}

/** After the same registrations and stops on a cluster without clients. */
async function registerDifferences(recorded: PlanCase): Promise<readonly string[]> {
  if (recorded.register === undefined) return [];
  const steps = (recorded.steps ?? []).filter((step) => step.do === "register" || step.do === "stop");
  const cluster = await clusterAfter(new PlanCluster({ nodes: [] }), steps);
  const { client } = cluster;
  const job = await plannedJob(cluster, recorded.plan);
  const before = await client.get(jobPath(text(job, "ID")));
  const { status, body, text: answer } = await client.call("PUT", "/v1/jobs", { Job: job });
  const after = await client.get(jobPath(text(job, "ID")));
  const actual: RegisterAnswer =
    status === 200
      ? { status, evaluation: text(body as Json, "EvalID") !== "", newVersion: before?.Version !== after?.Version }
      : { status, body: answer };
  return differences(recorded.register, actual, "register");
}

/** The real answer varied: whichever was seen will do. */
function fewest(alternatives: readonly (readonly string[] | undefined)[]): readonly string[] {
  const judged = alternatives.filter((alternative) => alternative !== undefined);
  return judged.reduce((best, next) => (next.length < best.length ? next : best));
}
