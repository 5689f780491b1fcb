import fc from "fast-check";
import { expect, test } from "vitest";
import { dryRun } from "../../src/cluster/dryRun.js";
import { perform } from "../../src/cluster/perform.js";
import type { DesiredUpdates } from "../../src/model/evaluation.js";
import type { World } from "../../src/model/world.js";
import type { JobSpec } from "../builders/jobs.js";
import { jobJson } from "../builders/jobs.js";
import type { WorldSpec } from "../builders/worlds.js";
import { worldOf } from "../builders/worlds.js";
import { command, opening, worldSpec } from "./commands/arbitrary.js";
import type { Doing } from "./commands/command.js";
import { effort, noTimeLimit } from "./effort.js";
import { Run, sameWorld } from "./run.js";

interface Played {
  readonly run: Run;
  /** The job files that were submitted last. */
  readonly files: readonly JobSpec[];
}

function played(spec: WorldSpec, todo: readonly Doing[]): Played {
  const run = new Run(worldOf(spec), "canonical");
  const notebook = { files: new Map<string, JobSpec>() };
  for (const doing of todo) doing.run(notebook, run);
  return { run, files: [...notebook.files.values()] };
}

/** The file with another image and one allocation more in its first group. */
function edited(file: JobSpec): JobSpec {
  const groups = file.groups.map((group, at) => (at === 0 ? { ...group, image: "v9", count: group.count + 1 } : group));
  return { ...file, groups };
}

const runs = fc.tuple(worldSpec("instant"), opening, fc.array(command, { maxLength: 30, size: "max" }));

test("a plan writes nothing", { timeout: noTimeLimit }, () => {
  fc.assert(
    fc.property(runs, ([spec, first, rest]) => {
      const { run, files } = played(spec, [first, ...rest]);
      for (const file of files.flatMap((each) => [each, edited(each)])) {
        dryRun(run.world, jobJson(file), undefined, undefined);
      }
      const replayed = run.actions.reduce((world, action) => perform(world, action).world, worldOf(spec));
      expect(sameWorld(replayed, run.world)).toBe(true);
    }),
    effort(30),
  );
});

test("what a plan says of a job's groups is what the registration then does", { timeout: noTimeLimit }, () => {
  fc.assert(
    fc.property(runs, ([spec, first, rest]) => {
      const { run, files } = played(spec, [first, ...rest]);
      for (const file of files.flatMap((each) => [each, edited(each)])) {
        const plan = dryRun(run.world, jobJson(file), undefined, undefined);
        if (!plan.ok) continue;
        const result = run.request({ kind: "register-job", job: jobJson(file) });
        if (!result.ok || result.evaluationId === undefined || attempts(run, result.evaluationId) > 1) continue;
        expect(done(run.world, result.evaluationId)).toEqual(
          counters(plan.attempt.findings.annotations?.desiredUpdates),
        );
      }
    }),
    effort(60),
  );
});

/** A second attempt finds what the first one has done already. */
function attempts(run: Run, evaluationId: string): number {
  return run.actions.filter((action) => action.kind === "evaluate" && action.evaluationId === evaluationId).length;
}

/** What an evaluation says it wanted. */
function done(world: World, evaluationId: string): unknown {
  return counters(world.evaluations.get(evaluationId)?.planAnnotations?.desiredUpdates);
}

/** Which allocations give way depends on the node that is tried first, and with it on the evaluation's ID. */
function counters(updates: Readonly<Record<string, DesiredUpdates>> | undefined): unknown {
  return Object.entries(updates ?? {}).map(([group, { preemptions: _, ...rest }]) => [group, rest]);
}
