import type { Command } from "../definition.js";
import { orFail } from "../failure.js";
import { readFileOrInput } from "../input.js";
import { enterpriseCommand } from "./command.js";

const oneName = "This command takes one argument: <name>";

/** `nomad sentinel …`: policies about what may be registered. */
export const sentinelCommands: readonly Command[] = [
  enterpriseCommand({
    path: "sentinel list",
    synopsis: "sentinel list [options]",
    about: "Show the Sentinel policies (Enterprise).",
    count: 0,
    usage: "This command takes no arguments",
    phrase: "Error listing Sentinel policies",
    request: ({ api, query }) => api.listEnterprise("sentinel policy", query),
  }),
  enterpriseCommand({
    path: "sentinel read",
    synopsis: "sentinel read [options] <name>",
    about: "Show a Sentinel policy (Enterprise).",
    count: 1,
    usage: oneName,
    phrase: "Error reading Sentinel policy",
    request: ({ api, query }, [name = ""]) => api.readEnterprise("sentinel policy", name, query),
  }),
  enterpriseCommand({
    path: "sentinel apply",
    synopsis: "sentinel apply [options] <name> <file>",
    about: "Make a Sentinel policy of a file, or change one (Enterprise).",
    count: 2,
    usage: "This command takes two arguments: <name> <file>",
    phrase: "Error writing Sentinel policy",
    async request({ api, query, context }, [name = "", path = ""]) {
      const Policy = await orFail("Error reading Sentinel policy", readFileOrInput(context, path));
      await api.writeEnterprise("sentinel policy", name, { Name: name, Policy }, query);
      return undefined;
    },
  }),
  enterpriseCommand({
    path: "sentinel delete",
    synopsis: "sentinel delete [options] <name>",
    about: "Delete a Sentinel policy (Enterprise).",
    count: 1,
    usage: oneName,
    phrase: "Error deleting Sentinel policy",
    async request({ api, query }, [name = ""]) {
      await api.deleteEnterprise("sentinel policy", name, query);
      return undefined;
    },
  }),
];

const oneRecommendation = "This command takes one argument: <recommendation_id>";

/** `nomad recommendation …`: what resources tasks would rather have. */
export const recommendationCommands: readonly Command[] = [
  enterpriseCommand({
    path: "recommendation list",
    synopsis: "recommendation list [options]",
    about: "Show the recommendations (Enterprise).",
    count: 0,
    usage: "This command takes no arguments",
    phrase: "Error listing recommendations",
    request: ({ api, query }) => api.listEnterprise("recommendation", query),
  }),
  enterpriseCommand({
    path: "recommendation info",
    synopsis: "recommendation info [options] <recommendation_id>",
    about: "Show a recommendation (Enterprise).",
    count: 1,
    usage: oneRecommendation,
    phrase: "Error reading recommendation",
    request: ({ api, query }, [id = ""]) => api.readEnterprise("recommendation", id, query),
  }),
  ...(["apply", "dismiss"] as const).map((verb) =>
    enterpriseCommand({
      path: `recommendation ${verb}`,
      synopsis: `recommendation ${verb} [options] <recommendation_id>`,
      about: `${verb === "apply" ? "Follow" : "Dismiss"} a recommendation (Enterprise).`,
      count: 1,
      usage: oneRecommendation,
      phrase: `Error ${verb === "apply" ? "applying" : "dismissing"} recommendation`,
      async request({ api, query }, [id = ""]) {
        const choice = verb === "apply" ? { Apply: [id], Dismiss: [] } : { Apply: [], Dismiss: [id] };
        await api.writeEnterprise("recommendation", id, choice, query);
        return undefined;
      },
    }),
  ),
];
