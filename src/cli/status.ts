import { defineCommand } from "./definition.js";
import { CommandFailure, describeError } from "./failure.js";
import { toggle } from "./flags.js";
import { inPinnedOrder } from "./pins.js";
import { quote } from "./text/quote.js";

/** Contexts whose objects have a status command. */
const targets: Readonly<Record<string, string>> = {
  allocs: "alloc status",
  deployment: "deployment status",
  evals: "eval status",
  jobs: "job status",
  namespaces: "namespace status",
  nodes: "node status",
  plugins: "plugin status",
  quotas: "quota status",
  volumes: "volume status",
};

/** `nomad status`: finds out what an ID belongs to and shows that. Spec 06 §3.5. */
export const status = defineCommand({
  path: "status",
  synopsis: "status [options] <identifier>",
  about: "Show whatever an identifier belongs to; without one the jobs.",
  usage: [],
  flags: {
    verbose: toggle("Long IDs, and everything that is known."),
    ui: toggle("Open the web UI as well."),
  },
  flagComplaint: (error) => `Error parsing arguments: ${quote(error)}`,
  async run(invocation, { args, own }) {
    const id = args.at(-1);
    if (id === undefined) return invocation.runCommand("job status", own);
    const { api, query, context } = invocation;
    const { Matches } = await searchAll(() => api.search(id, "all", query));
    const matches = Object.entries(Matches).flatMap(([name, ids]) =>
      ids && ids.length > 0 ? [[name, ids] as const] : [],
    );
    const found = contextOf(id, matches);
    if (found === "several") {
      const names = inPinnedOrder(
        matches.map(([name]) => name),
        context.pins.contexts,
      );
      throw new CommandFailure(severalText(id, names, new Map(matches)));
    }
    const target = found === undefined ? undefined : targets[found];
    if (target === undefined) throw new CommandFailure(`Unable to resolve ID: ${quote(id)}`);
    return invocation.runCommand(target, own);
  },
});

async function searchAll<Value>(search: () => Promise<Value>): Promise<Value> {
  try {
    return await search();
  } catch (error) {
    throw new CommandFailure(`Error querying search with id: ${quote(describeError(error))}`);
  }
}

type Matches = readonly (readonly [string, readonly string[]])[];

/** The one context that an ID belongs to: one where it is the whole ID, or else the only one with a single match. */
function contextOf(id: string, matches: Matches): string | "several" | undefined {
  const exact = matches.filter(([, [first]]) => first === id);
  if (exact.length > 1) return "several";
  if (exact.length === 1) return exact[0]?.[0];
  if (matches.length > 1 || matches.some(([, ids]) => ids.length > 1)) return "several";
  return matches[0]?.[0];
}

function severalText(id: string, names: readonly string[], ids: ReadonlyMap<string, readonly string[]>): string {
  const blocks = names.map(
    (name) => `\n${name.slice(0, 1).toUpperCase()}${name.slice(1)}:\n${(ids.get(name) ?? []).join(", ")}`,
  );
  return [`Multiple matches found for id ${quote(id)}`, ...blocks].join("\n");
}
