import type { JsonObject } from "../api/json.js";
import type { AgentSelf } from "../api/objects/server.js";
import { defineCommand } from "./definition.js";
import { CommandFailure, describeError, orFail } from "./failure.js";
import { formatFlags, formattedOutput } from "./formattedOutput.js";
import { agentType } from "./shapes/clusterTypes.js";

/** `nomad agent-info`: what the agent counts and measures of itself. Spec 06 §6.10. */
export const agentInfo = defineCommand({
  path: "agent-info",
  synopsis: "agent-info [options]",
  about: "Show what the agent counts and measures of itself.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const phrase = "Error querying agent info: failed querying self endpoint";
    const agent = await orFail(phrase, api.readAgent(query));
    ui.output(formattedAgent(agent, flags) ?? statisticsText(agent));
    return 0;
  },
});

/** Undefined without a format flag. @throws {CommandFailure} */
function formattedAgent(agent: AgentSelf, flags: { readonly json: boolean; readonly t: string }): string | undefined {
  try {
    // Templates see the fields of the client's type, JSON its names on the wire.
    if (flags.t === "") return formattedOutput(flags)?.(agent, agentType);
    const fields: JsonObject = { Config: agent.config, Member: { ...agent.member }, Stats: agent.stats };
    return formattedOutput(flags)?.(fields, { goName: "*api.AgentSelf", members: { Config: { isFree: true } } });
  } catch (error) {
    throw new CommandFailure(`Error formatting output: ${describeError(error)}`);
  }
}

function statisticsText({ stats }: AgentSelf): string {
  const groups = Object.entries(stats ?? {}).sort(byName);
  return groups
    .flatMap(([group, values]) => [
      group,
      ...Object.entries(values)
        .sort(byName)
        .map(([name, value]) => `  ${name} = ${value}`),
    ])
    .join("\n");
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
