import type { JsonObject } from "../../api/json.js";
import { type Command, defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";

/** A command on what only Nomad Enterprise has: the community edition refuses its request. Spec 06 §9. */
export interface EnterpriseCommand {
  readonly path: string;
  readonly synopsis: string;
  readonly about: string;
  /** How many arguments it takes, and what is said when there are others. */
  readonly count: number;
  readonly usage: string;
  /** Stands before the refusal. */
  readonly phrase: string;
  request(invocation: Invocation, args: readonly string[]): Promise<readonly JsonObject[] | JsonObject | undefined>;
}

/** What it reads it prints as JSON, or by a template; what it writes it says nothing about. */
export function enterpriseCommand(command: EnterpriseCommand): Command {
  const { path, synopsis, about, usage, count } = command;
  return defineCommand({
    path,
    synopsis,
    about,
    usage: [usage],
    flags: formatFlags,
    async run(invocation, { flags, args }) {
      if (args.length !== count) return invocation.reportUsage();
      const answer = await orFail(command.phrase, command.request(invocation, args));
      const formatted = formattedOutput({ json: flags.json || flags.t === "", t: flags.t });
      if (answer !== undefined) invocation.ui.output(formatted?.(answer, {}) ?? "");
      return 0;
    },
  });
}
