import type { NomadApi, Query } from "../../../src/api/nomadApi.js";
import { runNomad } from "../../../src/cli/command.js";
import type { CommandContext } from "../../../src/cli/context.js";
import type { FunctionFiles } from "../../../src/jobspec/hcl/functions/functionSpec.js";
import type { JsonObject } from "../../../src/model/json.js";
import { hashicorpWords } from "../../../src/syntaxWords.js";
import type { CliAnswer, Recording } from "./recording.js";
import { validationAnswer } from "./registered.js";

/** `nomad job run -output`: the job as it was written. */
export async function parsedByCommand(recording: Recording): Promise<CliAnswer> {
  const { stdout, ...answer } = await runWith(recording, ["job", "run", "-output"]);
  if (answer.exit !== 0) return stdout === "" ? answer : { ...answer, stdout };
  const { Job } = JSON.parse(stdout) as { readonly Job: JsonObject };
  return { exit: 0, job: Job };
}

/** `nomad job validate`. */
export function validatedByCommand(recording: Recording): Promise<CliAnswer> {
  return runWith(recording, ["job", "validate"]);
}

async function runWith(
  recording: Recording,
  command: readonly string[],
): Promise<{ readonly exit: number; readonly stdout: string; readonly stderr?: string }> {
  const written = { stdout: "", stderr: "" };
  const { flags = [], vars = [], varFiles = [], entry } = recording;
  const variables = [...vars.map((value) => `-var=${value}`), ...varFiles.map((name) => `-var-file=${name}`)];
  const exit = await runNomad([...command, ...flags, ...variables, entry], contextOf(recording, written));
  return { exit, stdout: written.stdout, ...(written.stderr === "" && exit === 0 ? {} : { stderr: written.stderr }) };
}

function contextOf(recording: Recording, written: { stdout: string; stderr: string }): CommandContext {
  const input = recording.stdin?.split("\n") ?? [];
  if (input.at(-1) === "") input.pop();
  return {
    api: validatingApi,
    style: "current",
    terminal: {
      write: (stream, text) => {
        written[stream] += text;
      },
      isTty: false,
      columns: 0,
      rows: 0,
      readLine: async () => input.shift(),
    },
    clock: { now: () => 0n, sleep: async () => undefined },
    environment: { ...recording.env },
    files: {
      read: async (path) => {
        const text = recording.files?.[path];
        if (text === undefined) throw new Error(`stat <dir>/${path}: no such file or directory`);
        return text;
      },
    },
    functionFiles: functionFiles(recording.files ?? {}),
    syntaxWords: hashicorpWords,
    pins: {},
    hints: false,
  };
}

/** An agent that answers nothing but whether a job is valid. */
const validatingApi = {
  validateJob: async (job: JsonObject, query?: Query) => {
    if (query?.region !== undefined && query.region !== "global") {
      throw new Error("Unexpected response code: 500 (No path to region)");
    }
    const answer = validationAnswer(job);
    if (answer.status !== 200) throw new Error(`Unexpected response code: ${answer.status} (${answer.body})`);
    return answer.response;
  },
} as unknown as NomadApi;

function functionFiles(files: Readonly<Record<string, string>>): FunctionFiles {
  const nameOf = (path: string) => path.replace(/^<dir>\//, "").replace(/^\.\//, "");
  return {
    read: (path) => {
      const text = files[nameOf(path)];
      if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
      return text;
    },
    exists: (path) => files[nameOf(path)] !== undefined,
    list: () => Object.keys(files),
    workingDirectory: "<dir>",
    home: "<dir>",
  };
}
