import type { JsonObject, JsonValue } from "../../model/json.js";
import type { SubmittedJob } from "../schema/job.js";

/** A feature of Nomad Enterprise that a submission asks for and a stored job cannot hold. Spec 05 §19. */
export type EnterpriseAsk = "multiregion" | "schedule";

/** The Enterprise features of a submission, before they are dropped. */
export function enterpriseAsks(submitted: SubmittedJob): readonly EnterpriseAsk[] {
  const tasks = submitted.taskGroups?.flatMap((group) => group.tasks ?? []) ?? [];
  const asks: EnterpriseAsk[] = multiregionNames(submitted).length > 0 ? ["multiregion"] : [];
  return tasks.some((task) => task.schedule !== undefined) ? [...asks, "schedule"] : asks;
}

/** The regions that a multiregion job names. */
export function multiregionNames(submitted: SubmittedJob): readonly string[] {
  const regions: JsonValue | undefined = submitted.multiregion?.Regions;
  if (!Array.isArray(regions)) return [];
  return regions.map((region: JsonObject) => (typeof region.Name === "string" ? region.Name : ""));
}
