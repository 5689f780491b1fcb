import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseHclJobFile } from "../../src/agent/hclReader.js";
import { canonicalForm } from "../../src/jobspec/hcl/canonicalForm.js";
import type { JsonObject } from "../../src/model/json.js";
import { differenceOf, withoutNulls } from "../conformance/jobspec/compare.js";

interface Recording {
  readonly name: string;
  readonly entry: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly apiVariables?: string;
  readonly parse: {
    readonly api?: Answer;
    readonly apiCanonical?: Answer;
    readonly cli: { readonly job?: JsonObject };
  };
  readonly unstable?: { readonly "parse.api"?: readonly Answer[] };
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly job?: JsonObject;
}

const casesUrl = new URL("../conformance/jobspec/cases/", import.meta.url);
const recordings = readdirSync(casesUrl)
  .map((file) => JSON.parse(readFileSync(new URL(file, casesUrl), "utf8")) as Recording)
  .filter(({ apiVariables, parse }) => parse.api !== undefined && apiVariables === undefined);

/** Refused as recorded, in other words: a list where a duration belongs. */
const otherWords = new Set(["duration-bad-list"]);

/** How our answer differs from the recorded one; undefined where the language is not supported as far as that. */
async function difference(recording: Recording): Promise<string | undefined> {
  const source = recording.files?.[recording.entry] ?? recording.stdin ?? "";
  const { api } = recording.parse;
  if (source === "" || api === undefined) return undefined;
  const ours = await parseHclJobFile(source, "input.hcl");
  if (!ours.ok && ours.message.includes("Not supported by Coalmine")) return undefined;
  const theirs = [api, ...(recording.unstable?.["parse.api"] ?? [])];
  if (!ours.ok) {
    const known = theirs.some(({ body }) => body === `Failed to parse job: ${ours.message}`);
    return known || otherWords.has(recording.name) ? "" : ours.message;
  }
  if (api.status !== 200) return "accepted";
  return differenceOf(withoutNulls(ours.job), api.job ?? recording.parse.cli.job, "");
}

describe("recorded job files", () => {
  it("are read as Nomad reads them, or refused as not supported", async () => {
    const differences: Record<string, string> = {};
    let compared = 0;
    for (const recording of recordings) {
      const found = await difference(recording);
      if (found !== undefined) compared += 1;
      if (found !== undefined && found !== "") differences[recording.name] = found;
    }
    expect(differences).toEqual({});
    expect(compared).toBeGreaterThanOrEqual(290);
  });
});

describe("the canonical form", () => {
  it("holds the first pass of defaults and nothing of the second", async () => {
    const recording = recordings.find(({ name }) => name === "scaling-full");
    const parsed = await parseHclJobFile(recording?.files?.[recording.entry] ?? "", "input.hcl");
    const form = parsed.ok ? canonicalForm(parsed.job) : {};
    expect(differenceOf(withoutNulls(form), recording?.parse.apiCanonical?.job, "")).toBe("");
  });
});
