import type { Job } from "../model/job.js";
import type { JsonValue } from "../model/json.js";
import { withImpliedConstraints } from "./admit/impliedConstraints.js";
import { withServerDefaults } from "./admit/serverDefaults.js";
import { storedJob } from "./admit/storedJob.js";
import { canonicalJob } from "./canonicalize/job.js";
import type { AdmissionContext } from "./context.js";
import { decodeJob } from "./decode.js";
import type { SubmittedJob } from "./schema/job.js";
import { admissionProblems } from "./validate/admission.js";
import { enterpriseAsks, multiregionNames } from "./validate/enterprise.js";
import { jobProblems } from "./validate/job.js";
import { problemList } from "./validate/problems.js";
import { warningText } from "./warnings.js";

export type { AdmissionContext } from "./context.js";
export { encodeJob } from "./encode.js";
export { sameSpecification } from "./sameSpecification.js";

/** An admitted job with its warnings (empty without any), or the answer to the request. */
export type Admission =
  | { readonly ok: true; readonly job: Job; readonly warnings: string }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** The answer of `/v1/validate/job`. */
export type Validation =
  | { readonly ok: true; readonly problems: readonly string[]; readonly warnings: string }
  | { readonly ok: false; readonly status: number; readonly message: string };

/**
 * Takes the job of a registration or a plan through admission: decoding, both passes of defaults, implied constraints and
 * all validators. Never throws. Spec 05 §2, §5, §7.1.
 *
 * @param submitted The member `Job` of the request, in the API's form.
 * @returns The job as it would be stored, with its time of submission, status `pending` and indexes 0; else 400 for a request
 * that cannot be read and 500 for a job that Nomad refuses.
 */
export function admitJob(submitted: JsonValue | undefined, context: AdmissionContext): Admission {
  if (submitted === undefined || submitted === null) return refusal(400, "Job must be specified");
  const decoded = decodeJob(submitted);
  if (!decoded.ok) return refusal(400, decoded.message);
  const { job } = decoded;
  if (!job.id) return refusal(400, "Job ID hasn't been provided");
  if (job.type === "system" && job.taskGroups?.some((group) => group.scaling !== undefined)) {
    return refusal(400, "Task groups with job type system do not support scaling blocks");
  }
  const region = requestRegion(job, context);
  if (region !== context.region || leavesRegion(job, context.region)) return refusal(500, "No path to region");
  const asked = { ...job, region, namespace: context.queryNamespace || job.namespace };
  return outcome(canonicalJob(asked), context);
}

/**
 * Takes a stored job through admission again, as a revert and a start do: the server's mutators and all validators.
 * Spec 05 §8.4. A job with an extra identity gains its version constraint once more (spec 05 §5).
 */
export function readmitJob(job: Job, context: AdmissionContext): Admission {
  const admitted = mutated({ ...job, submitTime: context.now });
  return answer(admitted, admissionProblems(admitted, [], context), context);
}

/** What `job validate` says of a job: it checks neither the ID nor the region of the request. Spec 05 §7.7. */
export function validateJob(submitted: JsonValue | undefined, context: AdmissionContext): Validation {
  if (submitted === undefined || submitted === null) return refusal(400, "Job must be specified");
  const decoded = decodeJob(submitted);
  if (!decoded.ok) return refusal(400, decoded.message);
  const asked = { ...decoded.job, namespace: context.queryNamespace || decoded.job.namespace };
  const canonical = canonicalJob(asked);
  const job = mutated(storedJob(canonical, context.now));
  const problems = admissionProblems(job, enterpriseAsks(canonical), context);
  return { ok: true, problems, warnings: warningText(job, context.memoryOversubscription) };
}

/**
 * The same where no agent can be asked: the job's own rules, without what a cluster knows: namespaces, node pools, limits.
 * Spec 05 §7.7.
 */
export function validateAlone(submitted: JsonValue): Validation {
  const decoded = decodeJob(submitted);
  if (!decoded.ok) return refusal(400, decoded.message);
  const canonical = canonicalJob(decoded.job);
  const job = withServerDefaults(storedJob(canonical, 0));
  const problems = jobProblems(job, enterpriseAsks(canonical).includes("multiregion"));
  return { ok: true, problems, warnings: warningText(job, true) };
}

function outcome(canonical: SubmittedJob, context: AdmissionContext): Admission {
  const job = mutated(storedJob(canonical, context.now));
  return answer(job, admissionProblems(job, enterpriseAsks(canonical), context), context);
}

/** The server's mutators, in order. */
function mutated(job: Job): Job {
  return withImpliedConstraints(withServerDefaults(job));
}

function answer(job: Job, problems: readonly string[], context: AdmissionContext): Admission {
  if (problems.length > 0) return refusal(500, problemList(problems));
  return { ok: true, job, warnings: warningText(job, context.memoryOversubscription) };
}

/** The region a request goes to: an empty one and `global` mean the agent's own. */
function requestRegion(job: SubmittedJob, context: AdmissionContext): string {
  const region = context.queryRegion || job.region || "";
  return region === "" || region === "global" ? context.region : region;
}

/** A multiregion job is forwarded to its own regions; only one that includes this region gets as far as the validators. */
function leavesRegion(job: SubmittedJob, region: string): boolean {
  const regions = multiregionNames(job);
  return regions.length > 0 && !regions.includes(region);
}

function refusal(status: number, message: string) {
  return { ok: false, status, message } as const;
}
