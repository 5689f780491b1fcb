import { describe, expect, test } from "vitest";
import type { JobSource } from "../../../src/model/jobSubmission.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const of = { namespace: "default", jobId: "app" } as const;

const written = (source: string): JobSource => ({ source, format: "hcl2", variableFlags: undefined, variables: "" });

/** `version: source` of what is kept. */
function sources(play: Play): readonly string[] {
  const kept = play.world.submissions.get("default\u0000app") ?? [];
  return kept.map(({ version, source }) => `${version}: ${source}`);
}

describe("spec 05 §6.7: the sources of a job", () => {
  test("each version has what was written for it", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0), { submission: written("a") });
    const { index } = play.register(job(1), { submission: written("b") });
    expect(sources(play)).toEqual(["1: b", "0: a"]);
    expect(play.world.submissions.get("default\u0000app")?.[0]?.jobModifyIndex).toBe(index);
  });

  test("a copy has that of what it was copied from: a stop, a revert", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0), { submission: written("a") });
    play.register(job(1), { submission: written("b") });
    play.does({ kind: "deregister-job", ...of, purge: false });
    play.does({ kind: "revert-job", ...of, version: 0 });
    expect(sources(play)).toEqual(["3: a", "2: b", "1: b", "0: a"]);
  });

  test("a registration without one counts as a copy of version 0", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0), { submission: written("a") });
    play.register(job(1), { submission: written("b") });
    play.register(job(2));
    expect(sources(play)[0]).toBe("2: a");
  });

  test("six are kept; what is too long, and what was purged, is not", () => {
    const play = new Play({ nodes: 0 });
    for (let version = 0; version < 8; version++) play.register(job(version), { submission: written(`${version}`) });
    expect(sources(play)).toHaveLength(6);
    play.register(job(8), { submission: written("x".repeat(1_000_001)) });
    expect(sources(play)[0]).toBe("7: 7");
    play.does({ kind: "deregister-job", ...of, purge: true });
    expect(sources(play)).toEqual([]);
  });
});
