import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { source } from "../../../src/jobspec/hcl/diagnostic.js";
import { isJsonSyntax, readBodyText } from "../../../src/jobspec/hcl/syntax/text.js";
import { hashicorpWords } from "../../../src/syntaxWords.js";
import { readRecordings } from "../../conformance/jobspec/recording.js";
import { effort, noTimeLimit } from "../../property/effort.js";
import { mutated } from "./mutations.js";
import { parsed } from "./parsed.js";

const cases = fileURLToPath(new URL("../../conformance/jobspec/cases", import.meta.url));
const texts = readRecordings(cases)
  .map(({ files, entry, stdin }) => files?.[entry] ?? stdin ?? "")
  .filter((text) => text !== "");

/** A complaint says where it is, or that it is about no place at all. */
const located = /^(<nil>|:0,0-0|[^:\n]+:\d+,\d+-(\d+,)?\d+): [^;]+; /;

test("whatever is done to a job file, it is a job or a complaint with a place", { timeout: noTimeLimit }, () => {
  fc.assert(
    fc.property(mutated(texts), (text) => {
      const read = parsed(text);
      if (!read.ok) expect(read.message).toMatch(located);
    }),
    effort(2_000),
  );
});

test("our reader takes the syntax that HashiCorp's parser takes, and no other", { timeout: noTimeLimit }, async () => {
  await fc.assert(
    fc.asyncProperty(mutated(texts), async (text) => {
      fc.pre(!isJsonSyntax(text));
      const ours = readBodyText(source("a.hcl", text));
      fc.pre(ours.ok || !ours.isLimit);
      const theirs = await hashicorpWords("a.hcl", text);
      expect({ accepted: ours.ok }).toEqual({ accepted: theirs === undefined });
    }),
    effort(500),
  );
});
