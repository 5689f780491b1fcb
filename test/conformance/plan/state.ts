import type { Json } from "../json.js";
import { number, object, objects, text } from "../json.js";
import { type AgentClient, jobPath } from "../traces/agentClient.js";

/** The state of a job as `before` shows it. FORMAT.md. */
export async function stateOf(client: AgentClient, jobId: string): Promise<Json> {
  const job = (await client.get(jobPath(jobId))) ?? {};
  const stubs = await client.list(jobPath(jobId, "/allocations?all=true"));
  const deployment = await client.get(jobPath(jobId, "/deployment"));
  return {
    Version: job.Version,
    Stop: job.Stop,
    Status: job.Status,
    Allocations: sorted(grouped(stubs)),
    ...(deployment === undefined ? {} : { Deployment: deploymentState(deployment) }),
  };
}

/** A recorded state with its allocations in the same order. */
export function recordedState(state: Json): Json {
  return { ...state, Allocations: sorted(objects(state, "Allocations")) };
}

function grouped(stubs: readonly Json[]): readonly Json[] {
  const numbers = new Map<string, number>();
  for (const stub of stubs) {
    const health = object(stub, "DeploymentStatus");
    const kind = JSON.stringify({
      TaskGroup: stub.TaskGroup,
      JobVersion: stub.JobVersion,
      DesiredStatus: stub.DesiredStatus,
      ClientStatus: stub.ClientStatus,
      Canary: health.Canary ?? false,
      Healthy: health.Healthy ?? null,
    });
    numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  }
  return [...numbers].map(([kind, count]) => ({ ...(JSON.parse(kind) as Json), Number: count }));
}

function sorted(allocations: readonly Json[]): readonly Json[] {
  const key = (group: Json) => [text(group, "TaskGroup"), number(group, "JobVersion"), JSON.stringify(group)].join();
  return [...allocations].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function deploymentState(deployment: Json): Json {
  const names = ["DesiredTotal", "DesiredCanaries", "Promoted", "PlacedAllocs", "HealthyAllocs", "UnhealthyAllocs"];
  const groups = Object.entries(object(deployment, "TaskGroups")).map(([group, state]) => [
    group,
    Object.fromEntries(names.map((name) => [name, (state as Json)[name]])),
  ]);
  return {
    JobVersion: deployment.JobVersion,
    Status: deployment.Status,
    TaskGroups: Object.fromEntries(groups),
  };
}
