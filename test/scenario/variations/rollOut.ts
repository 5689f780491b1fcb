import type { Cluster, ClusterOptions } from "../../../src/createCluster.js";
import { createCluster } from "../../../src/createCluster.js";
import type { CommandResult } from "../../../src/session/session.js";
import type { GroupSpec } from "../../builders/jobs.js";
import { job, jobJson } from "../../builders/jobs.js";
import type { StatusPage } from "./statusPage.js";
import { readStatusPage } from "./statusPage.js";

export const styles = ["docs-2017", "current"] as const;

/**
 * The story of the promotion pages with other groups: version 0 of the job `example` becomes stable within a minute, then
 * version 1 comes, with another image in every group.
 */
export class RollOut {
  readonly cluster: Cluster;

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** @param canary What version 1 has besides the new image. */
  static async begin(
    groups: readonly GroupSpec[],
    options: ClusterOptions = {},
    canary: Partial<Omit<GroupSpec, "name">> = {},
  ): Promise<RollOut> {
    const next = groups.map((each) => ({ ...each, ...canary, image: "v1" }));
    const files = { "v0.json": fileOf(groups), "v1.json": fileOf(next) };
    const rollOut = new RollOut(createCluster({ ...options, files }));
    await rollOut.accepted("nomad job run -detach -json v0.json");
    rollOut.cluster.advance("1m");
    await rollOut.accepted("nomad job run -detach -json v1.json");
    return rollOut;
  }

  run(line: string): Promise<CommandResult> {
    return this.cluster.run(line);
  }

  /** Runs a command that has to exit with 0. */
  async accepted(line: string): Promise<string> {
    const { output, exitCode } = await this.run(line);
    if (exitCode !== 0) throw new Error(`${line} exited with ${exitCode}: ${output}`);
    return output;
  }

  async status(): Promise<StatusPage> {
    return readStatusPage(await this.accepted("nomad job status -all-allocs example"));
  }

  /** The ID of the latest deployment. */
  deploymentId(): string {
    const { deployments } = this.cluster.simulator.world;
    const latest = deployments.valuesArray().reduce((a, b) => (b.createIndex > a.createIndex ? b : a));
    return latest.id;
  }
}

function fileOf(groups: readonly GroupSpec[]): string {
  return JSON.stringify({ Job: jobJson(job({ groups })) });
}
