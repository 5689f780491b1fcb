import { admissionContext } from "../../cluster/requests/registration.js";
import { validateJob } from "../../jobspec/admission.js";
import { problemList } from "../../jobspec/validate/problems.js";
import type { JsonValue } from "../../model/json.js";
import type { World } from "../../model/world.js";
import type { JobValidation } from "../nomadApi/jobValidation.js";
import { ApiError } from "../nomadApi.js";

/**
 * What the servers say of a job that is not registered yet. Drivers' own configuration counts as good. Spec 05 §7.7.
 *
 * @throws {ApiError} for a job that cannot be read.
 */
export function jobValidation(world: World, job: JsonValue | undefined, namespace: string | undefined): JobValidation {
  const validation = validateJob(job, admissionContext(world, namespace));
  if (!validation.ok) throw new ApiError(validation.status, validation.message);
  const { problems, warnings } = validation;
  return {
    DriverConfigValidated: true,
    ValidationErrors: problems.length === 0 ? null : problems,
    Error: problems.length === 0 ? "" : problemList(problems),
    Warnings: warnings,
  };
}
