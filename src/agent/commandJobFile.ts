import type { JobFileOptions, ParsedJobFile } from "../cli/command.js";
import { parseHclJobFile } from "./hclReader.js";

/**
 * Reads a job file for the command line: the job as it was written, and what is kept as its submission. Spec 05 §6.7, 06 §6.3.
 *
 * @throws {Error} with the complaints about the file.
 */
export async function parseCommandJobFile(
  source: string,
  { path, variables, variableFiles }: JobFileOptions,
): Promise<ParsedJobFile> {
  if (variables.length > 0 || variableFiles.length > 0) throw new Error("Variables of job files are not simulated yet");
  const parsed = await parseHclJobFile(source, path);
  if (!parsed.ok) throw new Error(`Error parsing job file from ${path}:\n${parsed.message}`);
  return { job: parsed.job, submission: { Source: source, Format: "hcl2", VariableFlags: {}, Variables: "" } };
}
