import { type JobFileInput, type ParsedJobFile, readJobFile } from "../../../src/jobspec/hcl/jobFile.js";

/** A job file called `input.hcl`, read without HashiCorp's parser; further inputs as they are given. */
export function parsed(text: string, further: Partial<JobFileInput> = {}): ParsedJobFile {
  return readJobFile({
    file: { name: "input.hcl", text },
    variableFiles: [],
    variables: [],
    environment: {},
    isStrict: true,
    functions: { random: () => 0 },
    ...further,
  });
}
