import type { JsonObject } from "../../api/json.js";
import type { Specification } from "../../jobspec/hcl/specification.js";
import type { Command } from "../definition.js";
import { CommandFailure, describeError } from "../failure.js";
import {
  blockOf,
  parseHclSpecification,
  parseJsonSpecification,
  readSpecificationText,
  textOf,
} from "../specificationFile.js";
import { enterpriseCommand } from "./command.js";

const oneQuota = "This command takes one argument: <quota>";

/** `nomad quota …`: limits of namespaces. */
export const quotaCommands: readonly Command[] = [
  enterpriseCommand({
    path: "quota list",
    synopsis: "quota list [options]",
    about: "Show the quotas (Enterprise).",
    count: 0,
    usage: "This command takes no arguments",
    phrase: "Error retrieving quotas",
    request: ({ api, query }) => api.listEnterprise("quota", query),
  }),
  ...["status", "inspect"].map((verb) =>
    enterpriseCommand({
      path: `quota ${verb}`,
      synopsis: `quota ${verb} [options] <quota>`,
      about: "Show one quota (Enterprise).",
      count: 1,
      usage: oneQuota,
      phrase: "Error retrieving quota",
      request: ({ api, query }, [prefix]) => api.listEnterprise("quota", { ...query, prefix }),
    }),
  ),
  enterpriseCommand({
    path: "quota apply",
    synopsis: "quota apply [options] <input>",
    about: "Make a quota or change one, as a file says (Enterprise).",
    count: 1,
    usage: "This command takes one argument: <input>",
    phrase: "Error applying quota specification",
    async request({ api, query, context }, [path = ""]) {
      const text = await readSpecificationText(context, path);
      try {
        const isJson = path.endsWith(".json");
        const quota = isJson ? parseJsonSpecification(text) : quotaOf(await parseHclSpecification(text));
        await api.writeEnterprise("quota", textOf(quota.Name), quota, query);
      } catch (error) {
        if (error instanceof Error && error.name === "Error") {
          throw new CommandFailure(`Error parsing quota specification: ${describeError(error)}`);
        }
        throw error;
      }
      return undefined;
    },
  }),
  enterpriseCommand({
    path: "quota delete",
    synopsis: "quota delete [options] <quota>",
    about: "Delete a quota (Enterprise).",
    count: 1,
    usage: oneQuota,
    phrase: "Error deleting quota",
    async request({ api, query }, [name = ""]) {
      await api.deleteEnterprise("quota", name, query);
      return undefined;
    },
  }),
];

function quotaOf(specification: Specification): JsonObject {
  const limits = specification.blocks.filter(({ type }) => type === "limit");
  return {
    Name: textOf(specification.values.name),
    Description: textOf(specification.values.description),
    Limits: limits.map(({ body }) => limitOf(body)),
    CreateIndex: 0,
    ModifyIndex: 0,
  };
}

function limitOf(limit: Specification): JsonObject {
  const values = blockOf(limit, "region_limit")?.values ?? {};
  return {
    Region: textOf(limit.values.region),
    RegionLimit: {
      CPU: values.cpu ?? null,
      Cores: values.cores ?? null,
      MemoryMB: values.memory ?? null,
      MemoryMaxMB: values.memory_max ?? null,
      Devices: null,
      NUMA: null,
      SecretsMB: values.secrets ?? null,
      Storage: null,
      NodePools: null,
    },
    VariablesLimit: limit.values.variables_limit ?? null,
    Hash: null,
  };
}
