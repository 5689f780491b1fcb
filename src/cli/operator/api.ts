import type { RawRequest } from "../../api/nomadApi/operator.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { list, text, toggle } from "../flags.js";
import { readInput } from "../input.js";

/** `nomad operator api`: makes a request by hand and prints the answer as it came. Spec 06 §6.10. */
export const operatorApi = defineCommand({
  path: "operator api",
  synopsis: "operator api [options] <path>",
  about: "Make a request by hand and print the answer as it came.",
  usage: ["A path or URL is required"],
  flags: {
    H: list("A header as `name: value`; may be given several times."),
    X: text("The method; otherwise GET, or POST with text on standard input."),
    dryrun: toggle("Print the request as a curl command instead of making it."),
    filter: text("Only what this expression holds for."),
    verbose: toggle("Also say what is sent and received."),
  },
  async run(invocation, { flags, args }) {
    const [target] = args;
    if (target === undefined || args.length > 1) return invocation.reportUsage();
    const { context, ui } = invocation;
    const { api, path } = await aimed(invocation, target);
    const body = context.terminal.inputIsTty ? "" : await readInput(context.terminal);
    const query = { ...invocation.query, filter: flags.filter || undefined };
    const request: RawRequest = {
      method: flags.X || (body === "" ? "GET" : "POST"),
      path,
      headers: Object.fromEntries(flags.H.map(readHeader)),
      ...(body === "" ? {} : { body: body.replace(/\n$/, "") }),
    };
    if (flags.dryrun) {
      ui.output(curlText(api.address, request, flags.X !== ""));
      return 0;
    }
    if (flags.verbose) ui.warn(`> ${request.method} ${api.address}${path}`);
    const answer = await orFail("Error performing request", api.request(request, query));
    if (flags.verbose) ui.warn(`< ${answer.status}`);
    context.terminal.write("stdout", answer.body);
    return 0;
  },
});

/** The agent and the path of a target, which may be a whole address and may leave out `/v1/`. */
async function aimed(
  invocation: Invocation,
  target: string,
): Promise<{ readonly api: Invocation["api"]; readonly path: string }> {
  const whole = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(target);
  const address = whole?.[1];
  if (address !== undefined) {
    const api = invocation.context.connect?.({ address, token: invocation.token || undefined }) ?? invocation.api;
    return { api, path: whole?.[2] ?? "/" };
  }
  const path = target.replace(/^\/+/, "");
  return { api: invocation.api, path: path.startsWith("v1/") ? `/${path}` : `/v1/${path}` };
}

function readHeader(header: string): readonly [string, string] {
  const colon = header.indexOf(":");
  if (colon === -1) throw new CommandFailure(`Invalid header "${header}": it has the form "name: value"`);
  return [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

/** The request for a shell. A method is named only where the operator named it. */
function curlText(address: string, { method, path, headers, body }: RawRequest, namesMethod: boolean): string {
  const quoted = (words: string) => `'${words.replaceAll("'", `'\\''`)}'`;
  return [
    "curl",
    ...(namesMethod ? [`-X ${method}`] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data ${quoted(body)}`]),
    `${address}${path}`,
  ].join(" \\\n  ");
}
