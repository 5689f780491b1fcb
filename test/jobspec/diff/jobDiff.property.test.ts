import * as fc from "fast-check";
import { expect, test } from "vitest";
import { writeJson } from "../../../src/api/json.js";
import { storedJob } from "../../../src/jobspec/admit/storedJob.js";
import { canonicalJob } from "../../../src/jobspec/canonicalize/job.js";
import { decodeJob } from "../../../src/jobspec/decode.js";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { JobDiff } from "../../../src/jobspec/diff/tree.js";
import { jobSchema } from "../../../src/jobspec/schema/job.js";
import type { Job } from "../../../src/model/job.js";
import type { JsonValue } from "../../../src/model/json.js";
import { documentOf, ordinaryJob } from "../documents.js";

/** Jobs with any block that the schema knows, valid or not: a diff has to bear what admission would refuse. */
const anyJob: fc.Arbitrary<Job> = fc
  .oneof(documentOf(jobSchema), ordinaryJob)
  .map(jobOf)
  .filter((job) => job !== undefined);

function jobOf(document: JsonValue): Job | undefined {
  const decoded = decodeJob(document);
  return decoded.ok ? storedJob(canonicalJob({ ...decoded.job, id: "web" }), 0) : undefined;
}

test("a job does not differ from itself", () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const diff = jobDiff(job, job);
      expect(diff).toMatchObject({ Type: "None", Fields: null, Objects: null });
      expect(diff.TaskGroups?.every(({ Type, Objects }) => Type === "None" && Objects === null) ?? true).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test("any two jobs can be compared, and the answer is JSON in which a change has a cause", () => {
  fc.assert(
    fc.property(fc.option(anyJob, { nil: undefined }), anyJob, (old, next) => {
      const diff = jobDiff(old, next);
      expect(writeJson(diff)).not.toContain("undefined");
      expect(differs(diff)).toBe(diff.Type !== "None");
    }),
    { numRuns: 200 },
  );
});

/** Whether something in a job's difference is more than context. */
function differs({ Fields, Objects, TaskGroups }: JobDiff): boolean {
  return [...(Fields ?? []), ...(Objects ?? []), ...(TaskGroups ?? [])].some(({ Type }) => Type !== "None");
}
