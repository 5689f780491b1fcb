import { Agent, devStart } from "../../../src/agent/agent.js";
import { createApplication } from "../../../src/agent/application.js";
import { machineClock } from "../../../src/agent/wallClock.js";
import type { JsonObject } from "../../../src/model/json.js";
import { hashicorpWords } from "../../../src/syntaxWords.js";
import type { Recording } from "./recording.js";

const agent = new Agent({ ...devStart, clock: "manual", now: 0 }, machineClock, undefined, hashicorpWords);
const application = createApplication(agent);

/** What `POST /v1/jobs/parse` answers: no files, no environment, variables as one text. Spec 05 §6.2, 07 §9.7. */
export async function parsedByApi(recording: Recording, Canonicalize: boolean): Promise<JsonObject> {
  const { apiVariables: Variables = "" } = recording;
  const JobHCL = recording.files?.[recording.entry] ?? recording.stdin ?? "";
  const response = await application.request("/v1/jobs/parse", {
    method: "POST",
    body: JSON.stringify({ JobHCL, Canonicalize, Variables }),
  });
  const body = await response.text();
  return response.status === 200
    ? { status: 200, job: JSON.parse(body) as JsonObject }
    : { status: response.status, body };
}
