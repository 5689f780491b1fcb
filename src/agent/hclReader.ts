import type { ParsedJobFile } from "../jobspec/hcl/jobFile.js";
import { isJsonSyntax, readJobFile } from "../jobspec/hcl/jobFile.js";

/** How HashiCorp's parser begins its complaint about the syntax; anything else it says is about the JSON it makes. */
const syntaxComplaint = /^parse config: \[(.*)\]$/s;

/**
 * Parses an HCL2 job file: HashiCorp's parser checks the syntax, the rest is ours. The parser is WebAssembly and takes a moment
 * to load, so it is loaded with the first file. Spec 05 §6.1.
 */
export async function parseHclJobFile(source: string, fileName: string): Promise<ParsedJobFile> {
  if (isJsonSyntax(source)) return readJobFile(source, fileName);
  const complaint = await complaintAboutSyntax(source, fileName);
  return complaint === undefined ? readJobFile(source, fileName) : { ok: false, message: complaint };
}

async function complaintAboutSyntax(source: string, fileName: string): Promise<string | undefined> {
  const { parse } = await import("@cdktn/hcl2json");
  try {
    await parse(fileName, source);
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? syntaxComplaint.exec(error.message)?.[1] : undefined;
    return text === undefined ? undefined : firstOf(text, fileName);
  }
}

/** The first diagnostic, and how many follow. */
function firstOf(text: string, fileName: string): string {
  const places = [...text.matchAll(/ ([^\s:]+):\d+,\d+-(?:\d+,)?\d+: /g)].filter((match) => match[1] === fileName);
  const next = places[0]?.index;
  return next === undefined ? text : `${text.slice(0, next)}, and ${places.length} other diagnostic(s)`;
}
