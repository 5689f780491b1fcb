import type { VariableApi } from "../nomadApi/variables.js";
import { ApiError } from "../nomadApi.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link VariableApi}. */
export function variableRequests(client: HttpClient): VariableApi {
  const { read, write } = client;
  return {
    listVariables: (query) => read("/v1/vars", query),
    readVariable: (path, query) => read(variablePath(path), query),
    writeVariable: (variable, expectedIndex, query) =>
      write("PUT", variablePath(variable.Path), query, condition(expectedIndex), variable),
    deleteVariable: async (path, expectedIndex, query) => {
      const more = condition(expectedIndex);
      const { status, body } = await client.exchange({ method: "DELETE", path: variablePath(path), query, more });
      if (status !== 200 && status !== 204) throw new ApiError(status, body);
    },
  };
}

/** Slashes in a variable's path part it, as in Nomad's own requests. */
function variablePath(path: string): string {
  return `/v1/var/${path.split("/").map(segment).join("/")}`;
}

function condition(expectedIndex: number | undefined): Readonly<Record<string, string>> {
  return expectedIndex === undefined ? {} : { cas: String(expectedIndex) };
}
