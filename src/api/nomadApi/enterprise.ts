import type { JsonObject } from "../../model/json.js";
import type { Query } from "../nomadApi.js";

/** Resources of Nomad Enterprise; the community edition refuses whatever is asked of them. */
export type EnterpriseResource = "quota" | "sentinel policy" | "recommendation";

/** What can be asked of them (spec 06 §9). */
export interface EnterpriseApi {
  listEnterprise(resource: EnterpriseResource, query?: Query): Promise<readonly JsonObject[]>;
  readEnterprise(resource: EnterpriseResource, name: string, query?: Query): Promise<JsonObject>;
  writeEnterprise(resource: EnterpriseResource, name: string, value: JsonObject, query?: Query): Promise<void>;
  deleteEnterprise(resource: EnterpriseResource, name: string, query?: Query): Promise<void>;
}
