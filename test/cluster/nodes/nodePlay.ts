import type { Allocation } from "../../../src/model/allocation.js";
import type { JsonObject } from "../../../src/model/json.js";
import type { Node } from "../../../src/model/node.js";
import type { Done } from "../../../src/model/step.js";
import { group, job, seconds, task } from "../builders/jobs.js";
import type { PlaySettings } from "../builders/play.js";
import { found, Play } from "../builders/play.js";

/** A play whose tests are about nodes, called by their names. */
export class NodePlay extends Play {
  constructor(settings: PlaySettings = {}) {
    super(settings);
    this.begin();
  }

  node(name: string): Node {
    const node = this.world.nodes.valuesArray().find((one) => one.name === name);
    return found(node, `node ${name}`);
  }

  cutOff(name: string): Done {
    return this.does({ kind: "cut-off-node", nodeId: this.node(name).id, tasksDie: false });
  }

  kill(name: string): Done {
    return this.does({ kind: "cut-off-node", nodeId: this.node(name).id, tasksDie: true });
  }

  reconnect(name: string): Done {
    return this.does({ kind: "reconnect-node", nodeId: this.node(name).id });
  }

  eligibility(name: string, eligibility: "eligible" | "ineligible"): Done {
    return this.does({ kind: "set-node-eligibility", nodeId: this.node(name).id, eligibility });
  }

  /** Drains without deadline unless told otherwise; seconds. */
  drain(name: string, given: { readonly deadline?: number; readonly ignoreSystemJobs?: boolean } = {}): Done {
    const { deadline = 0, ignoreSystemJobs = false } = given;
    return this.does({
      kind: "drain-node",
      nodeId: this.node(name).id,
      drain: { deadlineMs: deadline * 1000, ignoreSystemJobs },
      markEligible: true,
    });
  }

  endDrain(name: string, markEligible = true): Done {
    return this.does({ kind: "drain-node", nodeId: this.node(name).id, drain: undefined, markEligible });
  }

  /** `second Message` of each event of a node, oldest first. */
  nodeEvents(name: string): readonly string[] {
    return this.node(name).events.map((event) => `${this.second(event.timestamp)} ${event.message}`);
  }

  /** The allocations of a job on a node, oldest first. */
  on(name: string, jobId = "app"): readonly Allocation[] {
    return this.allocations(jobId).filter((allocation) => allocation.nodeName === name);
  }

  /** `second trigger status` of a job's evaluations, oldest first. */
  evaluationLines(jobId = "app"): readonly string[] {
    return this.evaluations(jobId).map(
      ({ createTime, triggeredBy, status, statusDescription }) =>
        `${this.second(createTime)} ${triggeredBy} ${status}${statusDescription === "" ? "" : ` (${statusDescription})`}`,
    );
  }
}

/** A service job without deployments whose tasks are up at once, so that every second in a test is the drainer's. */
export function plainJob(given: JsonObject = {}, groupGiven: JsonObject = {}): JsonObject {
  return job(0, given, [
    group({ Tasks: [task({ Config: { start_block_for: "0s" } })], Update: { MaxParallel: 0 }, ...groupGiven }),
  ]);
}

export const migrateOneByOne: JsonObject = {
  MaxParallel: 1,
  HealthCheck: "task_states",
  MinHealthyTime: seconds(10),
  HealthyDeadline: seconds(300),
};
