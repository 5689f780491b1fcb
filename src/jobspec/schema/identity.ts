import { rawBlock } from "./block.js";
import { boolean, nanoseconds, text, textMap, texts } from "./field.js";

/** A workload identity of a task or a service; kept as JSON. Spec 05 §3.10. */
export const identitySchema = rawBlock("WorkloadIdentity", [
  text("Name"),
  texts("Audience"),
  text("ChangeMode"),
  text("ChangeSignal"),
  boolean("Env"),
  textMap("ExtraClaims"),
  boolean("File"),
  text("Filepath"),
  text("ServiceName"),
  nanoseconds("TTL"),
]);
