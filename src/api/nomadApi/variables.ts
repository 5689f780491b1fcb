import type { Answer, Query } from "../nomadApi.js";
import type { ApiVariable, VariableStub } from "../objects/variable.js";

/** Variables (spec 07 §14). */
export interface VariableApi {
  listVariables(query?: Query): Promise<Answer<readonly VariableStub[]>>;
  readVariable(path: string, query?: Query): Promise<Answer<ApiVariable>>;
  /**
   * @param expectedIndex The modify index that it must have, 0 for a new one; undefined writes in any case.
   * @throws {ApiError} with status 409 and the present variable as its body when it has another one.
   */
  writeVariable(variable: ApiVariable, expectedIndex: number | undefined, query?: Query): Promise<ApiVariable>;
  /** Just as conditional. */
  deleteVariable(path: string, expectedIndex: number | undefined, query?: Query): Promise<void>;
}
