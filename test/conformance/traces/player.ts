import type { Json } from "../json.js";
import { flag, number, object, objects, optionalObject, optionalText, text, texts } from "../json.js";
import { AgentClient, jobPath } from "./agentClient.js";
import { actingRequest } from "./requests.js";
import { childPart, scrub } from "./texts.js";
import type { Trace, TraceStep } from "./trace.js";
import { allocationView, byCreation, deploymentView, evaluationViews, metricsView, nodeView } from "./views.js";

/** What a step showed, in the form of `Expect`; undefined for a wait. */
export type Seen = Json | undefined;

/** Plays a scenario on a fresh simulated cluster, over its HTTP application, in virtual time. FORMAT.md. */
export class Player {
  readonly client: AgentClient;
  readonly trace: Trace;
  /** The node that `NodeOf` found last. */
  #found = "";
  /** Node events that are older than the scenario, by node name. */
  #earlierEvents = new Map<string, ReadonlySet<string>>();

  constructor(trace: Trace, client = new AgentClient()) {
    this.trace = trace;
    this.client = client;
  }

  /** @throws {Error} when the agent does not take the scenario's cluster. */
  async prepare(): Promise<void> {
    const { Nodes, Server } = this.trace;
    const body = { Nodes, Latency: "realistic", ...Server };
    const { status, text: answer } = await this.client.call("PUT", "/v1/coalmine/reset", body);
    if (status !== 200) throw new Error(`reset: ${status} ${answer}`);
    for (const stub of await this.client.list("/v1/nodes")) {
      const node = (await this.client.get(`/v1/node/${text(stub, "ID")}`)) ?? {};
      this.#earlierEvents.set(text(stub, "Name"), new Set(objects(node, "Events").map(eventKey)));
    }
  }

  async perform(step: TraceStep): Promise<Seen> {
    switch (step.Action) {
      case "wait":
        await this.#wait(text(step, "For"));
        return undefined;
      case "snapshot":
        return this.#snapshot(step);
      default:
        return this.#act(step);
    }
  }

  async #wait(duration: string): Promise<void> {
    const { status, text: answer } = await this.client.call("PUT", `/v1/coalmine/clock/advance?duration=${duration}`);
    if (status !== 200) throw new Error(`advance: ${status} ${answer}`);
  }

  async #act(step: TraceStep): Promise<Json> {
    const { status, body, text: answer } = await actingRequest(this, step);
    if (status !== 200) return { Status: status, Error: scrub(answer) };
    const json: Json = typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Json) : {};
    const seen: Record<string, unknown> = { Status: status };
    for (const name of ["Warnings", "RevertedJobVersion"]) {
      if (json[name] !== undefined && json[name] !== null && json[name] !== "") seen[name] = json[name];
    }
    if ("EvalID" in json) seen.HasEvalID = text(json, "EvalID") !== "";
    if ("DispatchedJobID" in json) seen.DispatchedJobID = scrub(text(json, "DispatchedJobID"));
    return step.Action === "plan" ? { ...seen, ...planView(json) } : seen;
  }

  /** The jobs that the scenario registers. */
  get jobIds(): readonly string[] {
    const registered = this.trace.Steps.filter((step) => step.Action === "register");
    return [...new Set(registered.map((step) => text(optionalObject(step, "Job") ?? { ID: step.JobID }, "ID")))].sort();
  }

  /** Launched and dispatched jobs, in order of creation. */
  async #children(jobId: string): Promise<readonly string[]> {
    const jobs = await this.client.list(`/v1/jobs?prefix=${encodeURIComponent(`${jobId}/`)}`);
    return byCreation(jobs)
      .map((job) => text(job, "ID"))
      .filter((id) => childPart.test(id));
  }

  async #listing(jobId: string, kind: string): Promise<readonly Json[]> {
    return byCreation(await this.client.list(jobPath(jobId, `/${kind}?all=true`)));
  }

  async #snapshot(step: TraceStep): Promise<Json> {
    const jobs: Record<string, Json> = {};
    const asked = texts(step, "Jobs");
    for (const jobId of asked.length > 0 ? asked : this.jobIds) {
      jobs[jobId] = await this.#jobView(jobId, step);
      for (const [place, child] of (await this.#children(jobId)).entries()) {
        jobs[`${jobId}/<child ${place + 1}>`] = await this.#jobView(child, step);
      }
    }
    if (!flag(step, "Nodes")) return { Jobs: jobs };
    const nodes: Record<string, Json> = {};
    for (const node of this.trace.Nodes) nodes[text(node, "Name")] = await this.#nodeView(text(node, "Name"));
    return { Jobs: jobs, Nodes: nodes };
  }

  async #jobView(jobId: string, step: TraceStep): Promise<Json> {
    const job = await this.client.get(jobPath(jobId));
    const versions = objects((await this.client.get(jobPath(jobId, "/versions"))) ?? {}, "Versions");
    const summary = (await this.client.get(jobPath(jobId, "/summary"))) ?? {};
    const deployments = await this.#listing(jobId, "deployments");
    const ordinals = new Map(deployments.map((deployment, place) => [text(deployment, "ID"), place + 1]));
    const allocations = await this.#allocations(jobId);
    return {
      ...(job === undefined ? { Status: "not found" } : picked(job, ["Status", "Version", "Stop", "Stable", "Type"])),
      Versions: [...versions]
        .sort((a, b) => number(a, "Version") - number(b, "Version"))
        .map((version) => picked(version, ["Version", "Stable", "Stop"])),
      Summary: object(summary, "Summary"),
      Children: object(summary, "Children"),
      Deployments: deployments.map(deploymentView),
      Allocations: allocations.map((allocation) => allocationView(allocation, ordinals, flag(step, "NodeNames"))),
      ...evaluationViews(await this.#listing(jobId, "evaluations")),
    };
  }

  async #allocations(jobId: string): Promise<readonly Json[]> {
    const stubs = await this.#listing(jobId, "allocations");
    return Promise.all(
      stubs.map(async (stub) => (await this.client.get(`/v1/allocation/${text(stub, "ID")}`)) ?? stub),
    );
  }

  async #nodeView(name: string): Promise<Json> {
    const node = (await this.client.get(`/v1/node/${await this.nodeId(name)}`)) ?? {};
    const earlier = this.#earlierEvents.get(name);
    const events = objects(node, "Events").filter((event) => earlier?.has(eventKey(event)) !== true);
    const view = nodeView({ ...node, Events: events });
    const told = texts(view, "Events");
    return { ...view, Events: told.filter((event, place) => place === 0 || event !== told[place - 1]) };
  }

  async nodeId(name: string): Promise<string> {
    const node = (await this.client.list("/v1/nodes")).find((stub) => text(stub, "Name") === name);
    if (node === undefined) throw new Error(`there is no node ${name}`);
    return text(node, "ID");
  }

  /** The node that a step means: by name, by an allocation on it, or the one found last. */
  async nodeName(step: TraceStep): Promise<string> {
    const selector = optionalObject(step, "NodeOf");
    if (selector !== undefined) {
      const [allocation = ""] = await this.select(text(step, "JobID"), selector);
      this.#found = text((await this.client.get(`/v1/allocation/${allocation}`)) ?? {}, "NodeName");
    }
    const named = optionalText(step, "Node") ?? "<found>";
    return named === "<found>" ? this.#found : named;
  }

  async deploymentId(step: TraceStep): Promise<string> {
    const found = await this.#listing(text(step, "JobID"), "deployments");
    const place = "Deployment" in step ? number(step, "Deployment") : found.length;
    const chosen = found[place - 1];
    return chosen === undefined ? text(step, "DeploymentID") : text(chosen, "ID");
  }

  /** IDs of the allocations that a selector means, by name, then creation. */
  async select(jobId: string, wanted: Json): Promise<readonly string[]> {
    const chosen = (await this.#allocations(jobId)).filter((allocation) => matches(allocation, wanted));
    const ordered = [...chosen].sort(
      (a, b) =>
        compareText(text(a, "Name"), text(b, "Name")) ||
        number(a, "CreateIndex") - number(b, "CreateIndex") ||
        compareText(text(a, "ID"), text(b, "ID")),
    );
    const ids = ordered.map((allocation) => text(allocation, "ID"));
    return "Take" in wanted ? ids.slice(0, number(wanted, "Take")) : ids;
  }
}

function matches(allocation: Json, wanted: Json): boolean {
  const health = object(allocation, "DeploymentStatus");
  const running = ["pending", "running", "unknown"].includes(text(allocation, "ClientStatus"));
  const live = allocation.DesiredStatus === "run" && running;
  const asked = (name: string, value: unknown) => !(name in wanted) || wanted[name] === value;
  return (
    live === (wanted.Live ?? true) &&
    asked("Group", allocation.TaskGroup) &&
    asked("Name", allocation.Name) &&
    asked("JobVersion", object(allocation, "Job").Version) &&
    asked("Canary", flag(health, "Canary")) &&
    asked("Healthy", health.Healthy ?? null) &&
    asked("NodeName", allocation.NodeName)
  );
}

function planView(json: Json): Json {
  const updates = object(object(json, "Annotations"), "DesiredTGUpdates") as Readonly<Record<string, Json>>;
  const groups = Object.entries(updates).map(([group, counters]) => [
    group,
    Object.fromEntries(Object.entries(counters).filter(([, count]) => count !== 0)),
  ]);
  return {
    DesiredTGUpdates: Object.fromEntries(groups),
    FailedTGAllocs: metricsView(object(json, "FailedTGAllocs")),
    CreatedEvals: objects(json, "CreatedEvals").length,
    DiffType: object(json, "Diff").Type ?? null,
  };
}

function picked(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

function eventKey(event: Json): string {
  return `${text(event, "Timestamp")} ${text(event, "Message")}`;
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
