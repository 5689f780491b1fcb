import { type JsonObject, JsonSyntaxError, parseJson } from "../../api/json.js";
import type { Query } from "../../api/nomadApi.js";
import type { CommandContext, JobFileOptions, ParsedJobFile } from "../context.js";
import { CommandFailure, describeError } from "../failure.js";
import { list, toggle } from "../flags.js";
import { readInput } from "../input.js";
import { quote } from "../text/quote.js";

/** The flags of all commands that read a job file. */
export const jobFileFlags = {
  json: toggle("The file holds JSON, not HCL."),
  "hcl2-strict": toggle("Refuse variables that the file does not declare.", true),
  var: list("A variable as name=value; may be given several times."),
  "var-file": list("A file of variables; may be given several times."),
} as const;

interface JobFileWishes {
  readonly json: boolean;
  readonly "hcl2-strict": boolean;
  readonly var: readonly string[];
  readonly "var-file": readonly string[];
}

/**
 * Reads the job of a file, or of standard input for `-`. Spec 06 §6.3 steps 1 and 2.
 *
 * @throws {CommandFailure}
 */
export async function readJobFile(
  context: CommandContext,
  path: string,
  wishes: JobFileWishes,
): Promise<ParsedJobFile> {
  if (wishes.json && (wishes.var.length > 0 || wishes["var-file"].length > 0)) {
    throw new CommandFailure("Invalid job options: cannot use variables with JSON files.");
  }
  try {
    const source = path === "-" ? await readInput(context.terminal) : await readSource(context, path);
    if (wishes.json || context.parseJobFile === undefined) return parseJsonJob(source);
    const options: JobFileOptions = {
      path,
      variables: wishes.var,
      variableFiles: wishes["var-file"],
      isStrict: wishes["hcl2-strict"],
      environment: context.environment,
      files: context.files,
    };
    return await context.parseJobFile(source, options);
  } catch (error) {
    throw new CommandFailure(`Error getting job struct: ${describeError(error)}`);
  }
}

/** The job with the namespaces of other programs that only flags can name. Spec 05 §3.1. */
export function withNamespaces(
  job: JsonObject,
  { vault, consul = "" }: { readonly vault: string; readonly consul?: string },
): JsonObject {
  return {
    ...job,
    ...(vault === "" ? {} : { VaultNamespace: vault }),
    ...(consul === "" ? {} : { ConsulNamespace: consul }),
  };
}

/** The job's own region and namespace count more than the flags. */
export function queryOfJob(job: JsonObject, query: Query): Query {
  return {
    region: typeof job.Region === "string" && job.Region !== "" ? job.Region : query.region,
    namespace: typeof job.Namespace === "string" && job.Namespace !== "" ? job.Namespace : query.namespace,
  };
}

async function readSource({ files }: CommandContext, path: string): Promise<string> {
  try {
    return await files.read(path);
  } catch (error) {
    throw new Error(`Error getting jobfile from ${quote(path)}: source path error: ${describeError(error)}`);
  }
}

/** The job stands alone, or as the member `Job` of a request. */
function parseJsonJob(Source: string): ParsedJobFile {
  const parsed = parseJsonObject(Source);
  const { Job } = parsed;
  const job = Job !== undefined && isObject(Job) ? Job : parsed;
  return { job, submission: { Source, Format: "json", VariableFlags: null, Variables: "" } };
}

function parseJsonObject(source: string): JsonObject {
  try {
    const value = parseJson(source);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Error(`Failed to parse JSON job: ${source.trim() === "" ? "EOF" : error.message}`);
  }
  throw new Error("Failed to parse JSON job: json: cannot unmarshal value into Go value of type api.Job");
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
