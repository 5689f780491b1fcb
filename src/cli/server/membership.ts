import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { toggle } from "../flags.js";

/** `nomad server force-leave`: has a server that failed count as one that left. */
export const serverForceLeave = defineCommand({
  path: "server force-leave",
  synopsis: "server force-leave [options] <node>",
  about: "Have a server that failed count as one that left.",
  usage: ["This command takes one argument: <node>"],
  flags: { prune: toggle("Also take it off the list of servers.") },
  async run(invocation, { flags, args }) {
    const [server] = args;
    if (server === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query } = invocation;
    await orFail(`Error forcing server ${server} to leave`, api.forceLeave(server, flags.prune, query));
    return 0;
  },
});

/** `nomad server join`: has the agent's server join others. */
export const serverJoin = defineCommand({
  path: "server join",
  synopsis: "server join [options] <addr> [<addr>...]",
  about: "Have the agent's server join others.",
  usage: ["This command takes at least one argument: <addr>"],
  flags: {},
  async run(invocation, { args }) {
    if (args.length === 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { num_joined: joined, error } = await orFail("Error joining", api.joinServers(args, query));
    if (error !== "") throw new CommandFailure(`Error joining: ${error}`);
    ui.output(`Joined ${joined} servers successfully`);
    return 0;
  },
});
