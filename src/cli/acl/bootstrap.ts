import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { formatFlags } from "../formattedOutput.js";
import { readFileOrInput } from "../input.js";
import { showToken } from "./tokenText.js";

/** `nomad acl bootstrap`: makes the first token. Spec 06 §6.10. */
export const aclBootstrap = defineCommand({
  path: "acl bootstrap",
  synopsis: "acl bootstrap [options] [<path>]",
  about: "Make the first token; its secret may be handed in by a file.",
  usage: ["This command takes up to one argument"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    const { api, query, context } = invocation;
    const [path] = args;
    const secret =
      path === undefined ? "" : (await orFail("Error reading bootstrap secret", readFileOrInput(context, path))).trim();
    showToken(invocation, await orFail("Error bootstrapping", api.bootstrapAcl(secret, query)), flags);
    return 0;
  },
});
