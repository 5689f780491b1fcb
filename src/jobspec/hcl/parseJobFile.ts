import { type JobFileInput, type ParsedJobFile, readJobFile } from "./jobFile.js";

/**
 * What HashiCorp's own parser says of a text that is not HCL: the first complaint, and how many follow. Undefined where it is not
 * at hand or finds nothing wrong.
 */
export type SyntaxWords = (fileName: string, text: string) => Promise<string | undefined>;

/**
 * Reads a job file. Our reader takes what is HCL; where it refuses the syntax, the words are asked for that Nomad prints, so that
 * HashiCorp's parser, which takes a moment to load, is needed for broken files only. Spec 05 §6.1.
 */
export async function parseJobFile(input: JobFileInput, syntaxWords?: SyntaxWords): Promise<ParsedJobFile> {
  const parsed = readJobFile(input);
  if (parsed.ok || parsed.notHcl === undefined || syntaxWords === undefined) return parsed;
  const { name, text, prefix } = parsed.notHcl;
  const words = await syntaxWords(name, text);
  return words === undefined ? parsed : { ok: false, message: `${prefix}${words}` };
}
