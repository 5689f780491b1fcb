import * as fc from "fast-check";
import { expect, test } from "vitest";
import { admitJob, encodeJob, sameSpecification, validateJob } from "../../src/jobspec/admission.js";
import { jobSchema } from "../../src/jobspec/schema/job.js";
import { anyJson, documentOf, ordinaryJob } from "./documents.js";
import { context } from "./submission.js";

test("no document makes admission throw", () => {
  fc.assert(
    fc.property(fc.oneof(anyJson, documentOf(jobSchema)), (document) => {
      const admission = admitJob(document, context);
      validateJob(document, context);
      if (admission.ok) encodeJob(admission.job);
    }),
    { numRuns: 300 },
  );
});

test("an admitted job that is submitted again is the same specification", () => {
  fc.assert(
    fc.property(ordinaryJob, (document) => {
      const first = admitJob(document, context);
      if (!first.ok) throw new Error(first.message);
      const second = admitJob(encodeJob(first.job), context);
      if (!second.ok) throw new Error(second.message);
      expect(sameSpecification(second.job, first.job)).toBe(true);
      expect(encodeJob(second.job)).toEqual(encodeJob(first.job));
    }),
    { numRuns: 200 },
  );
});
