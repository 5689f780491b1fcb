import { LineCounter, parseDocument } from "yaml";
import type { StyleName } from "../../cli/command.js";
import type { NodeDescription } from "../../model/nodeDescription.js";
import type { LatencyProfile } from "../../model/settings.js";
import type { Instant } from "../../model/time.js";
import { PageProblem } from "./problem.js";
import { readNodes } from "./stageNodes.js";

/** The stage of a page, from its YAML front matter (DESIGN, "Documents that run"). */
export interface Stage {
  readonly style: StyleName;
  readonly clock: Instant;
  readonly seed: number;
  readonly latency: LatencyProfile;
  readonly nodes: readonly NodeDescription[];
}

const knownKeys = ["style", "clock", "seed", "latency", "nodes", "title"] as const;

/** A page without `clock` begins here, one without `nodes` has one client. */
const defaultClock = Date.UTC(2026, 0, 5, 16, 0, 0);

/**
 * Reads the front matter.
 *
 * @param source The lines between the two `---`.
 * @param firstLine The line number of the first of them.
 * @throws {PageProblem} with the place of what is wrong.
 */
export function readFrontMatter(file: string, source: string, firstLine: number): Stage {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const placeOf = (offset: number) => firstLine + lines.linePos(offset).line - 1;
  const broken = document.errors[0];
  if (broken !== undefined) {
    const [sentence = "it is not YAML"] = broken.message.split(/ at line \d+|\n/);
    throw new PageProblem(file, placeOf(broken.pos[0]), `The front matter cannot be read: ${sentence}.`);
  }
  const values = plainValues(document, (sentence) => new PageProblem(file, firstLine, sentence));
  const lineOf = (key: string) => {
    const pair = source.split("\n").findIndex((line) => line.startsWith(`${key}:`));
    return firstLine + Math.max(pair, 0);
  };
  const problem = (key: string, sentence: string) => new PageProblem(file, lineOf(key), sentence);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new PageProblem(
      file,
      firstLine,
      "The front matter is a list of keys with values, for instance: style: current",
    );
  }
  const given = values as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(given)) {
    if (!knownKeys.some((known) => known === key)) {
      throw problem(key, `The front matter knows no "${key}"; it knows ${knownKeys.join(", ")}.`);
    }
  }
  return {
    style: readChoice(given.style, ["docs-2017", "current"], "current", (text) => problem("style", text)),
    clock: readClock(given.clock, (text) => problem("clock", text)),
    seed: readSeed(given.seed, (text) => problem("seed", text)),
    latency: readChoice(given.latency, ["instant", "realistic"], "instant", (text) => problem("latency", text)),
    nodes: readNodes(given.nodes, (text) => problem("nodes", text)),
  };
}

/** What the document says, as plain values; an alias without its anchor shows only here. */
function plainValues(document: { toJS(): unknown }, problem: (sentence: string) => PageProblem): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    throw problem(`The front matter cannot be read: ${error instanceof Error ? error.message : "it is not YAML"}.`);
  }
}

function readChoice<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
  otherwise: Choice,
  problem: (sentence: string) => PageProblem,
): Choice {
  if (value === undefined) return otherwise;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw problem(`"${String(value)}" is none of ${choices.join(", ")}.`);
  return choice;
}

function readClock(value: unknown, problem: (sentence: string) => PageProblem): Instant {
  if (value === undefined) return defaultClock;
  const text = value instanceof Date ? value.toISOString() : String(value);
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(instant) || instant < 0)
    throw problem(`"${text}" is no RFC 3339 time such as 2017-07-25T18:31:34Z.`);
  return instant;
}

function readSeed(value: unknown, problem: (sentence: string) => PageProblem): number {
  if (value === undefined) return 1;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw problem("A seed is a whole number.");
  return value;
}
