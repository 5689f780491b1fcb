import { JsonSyntaxError, parseJson, writeJson } from "../../api/json.js";
import type { JsonValue } from "../../model/json.js";
import type { Stage } from "../../session/page/frontMatter.js";
import { nodeDescription, outsideAction } from "./actionShapes.js";
import type { PageSource, Run, Step } from "./run.js";
import { integer, listOf, Misfit, mapOf, object, oneOf, optional, record, type Shape, text } from "./shape.js";

/** The format of the files; another number is another format. */
const formatVersion = 1;

/** Something wrong with a saved run, with its place: a line and a column, or the path of a member. */
export class RunProblem extends Error {
  override readonly name = "RunProblem";

  constructor(file: string, place: string, sentence: string) {
    super(`${file}:${place}: ${sentence}`);
  }
}

/** A run as a file: JSON of format 1. */
export function writeRun({ stage, page, steps }: Run): string {
  const file = {
    coalmine: "run",
    version: formatVersion,
    stage: { ...stage, clock: new Date(stage.clock).toISOString() },
    page,
    steps: steps.map(({ line, actions, files }) => ({
      line,
      actions: actions.length === 0 ? undefined : actions,
      files: files.size === 0 ? undefined : Object.fromEntries(files),
    })),
  };
  return `${writeJson(file, "  ")}\n`;
}

/** Whether a text is, or was meant to be, a saved run: it may be written over. */
export function looksLikeRun(source: string): boolean {
  return /^\s*\{\s*"coalmine": "run",/.test(source);
}

/**
 * Reads a saved run; whether a cluster takes its actions shows only when they are performed.
 *
 * @throws {RunProblem}
 */
export function readRun(file: string, source: string): Run {
  try {
    return run(parseJson(source), "");
  } catch (error) {
    if (error instanceof Misfit) throw new RunProblem(file, ` ${error.path || "the whole"}`, `${error.message}.`);
    if (!(error instanceof JsonSyntaxError)) throw error;
    const before = source.slice(0, error.offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new RunProblem(file, `${before.length}:${column}`, `It is no JSON: ${error.message}.`);
  }
}

const instant: Shape<number> = (value, path) => {
  const written = text(value, path);
  const read = Date.parse(written);
  if (Number.isNaN(read) || new Date(read).toISOString() !== written) {
    throw new Misfit(path, "a time such as 2026-01-05T16:00:00.000Z has to stand here");
  }
  return read;
};

const stage = record<Stage>({
  style: oneOf("current", "docs-2017"),
  clock: instant,
  seed: integer,
  latency: oneOf("instant", "realistic"),
  nodes: listOf(nodeDescription),
});

const step: Shape<Step> = (value, path) => {
  const members = { line: text, actions: optional(listOf(outsideAction)), files: optional(mapOf(text)) };
  const { line, actions = [], files = {} } = record<PartialStep>(members)(value, path);
  return { line, actions, files: new Map(Object.entries(files)) };
};

interface PartialStep {
  readonly line: string;
  readonly actions?: Step["actions"] | undefined;
  readonly files?: Readonly<Record<string, string>> | undefined;
}

const page = record<PageSource>({ file: text, text });

function run(value: JsonValue, path: string): Run {
  const given = object(value, path);
  if (given.coalmine !== "run") throw new Misfit("coalmine", 'a saved run begins with "coalmine": "run"');
  if (given.version !== formatVersion) {
    throw new Misfit("version", `this Coalmine reads version ${formatVersion} of the format`);
  }
  const { coalmine: _, version: __, ...rest } = given;
  const shaped = record<Omit<Run, "page"> & { readonly page?: PageSource | undefined }>({
    stage,
    page: optional(page),
    steps: listOf(step),
  })(rest, path);
  return { ...shaped, page: shaped.page };
}
