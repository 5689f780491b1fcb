import type { Query } from "../nomadApi.js";

/** What the servers are asked to tidy up. */
export interface SystemApi {
  collectGarbage(query?: Query): Promise<void>;
  reconcileSummaries(query?: Query): Promise<void>;
}
