import { isObject } from "../../api/json.js";
import type { ApiPoolScheduler, NodePoolSpecification } from "../../api/objects/nodePool.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, describeError, orFail } from "../failure.js";
import { toggle } from "../flags.js";
import {
  blockOf,
  mapNamed,
  parseHclSpecification,
  parseJsonSpecification,
  readSpecificationText,
  type SpecificationText,
  textMapOf,
  textOf,
} from "../specificationFile.js";
import { quote } from "../text/quote.js";

/** `nomad node pool apply`: makes a node pool or replaces one, as a file says. Spec 06 §6.10. */
export const nodePoolApply = defineCommand({
  path: "node pool apply",
  synopsis: "node pool apply [options] <input>",
  about: "Make a node pool or change one, as a file says.",
  usage: ["This command takes one argument: <input>"],
  flags: { json: toggle("The file holds JSON, not HCL.") },
  async run(invocation, { flags, args }) {
    const [input] = args;
    if (input === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui, context } = invocation;
    const text = await readSpecificationText(context, input);
    const pool = await parsed(text, flags.json);
    await orFail("Error applying node pool", api.applyNodePool(pool, query));
    ui.output(`Successfully applied node pool ${quote(pool.Name)}!`);
    return 0;
  },
});

async function parsed(text: SpecificationText, isJson: boolean): Promise<NodePoolSpecification> {
  try {
    return isJson ? poolOfJson(text) : await poolOfHcl(text);
  } catch (error) {
    throw new CommandFailure(`Failed to parse input content: ${describeError(error)}`);
  }
}

async function poolOfHcl(text: SpecificationText): Promise<NodePoolSpecification> {
  const { blocks } = await parseHclSpecification(text);
  const block = blocks.find(({ type }) => type === "node_pool");
  if (block === undefined) throw new Error("a node_pool block is required");
  const { labels, body } = block;
  const scheduler = blockOf(body, "scheduler_config")?.values;
  return {
    NodeIdentityTTL: textOf(body.values.node_identity_ttl),
    Name: labels[0] ?? "",
    Description: textOf(body.values.description),
    Meta: mapNamed(body, "meta"),
    SchedulerConfiguration:
      scheduler === undefined
        ? null
        : schedulerOf(scheduler.scheduler_algorithm, scheduler.memory_oversubscription_enabled),
    CreateIndex: 0,
    ModifyIndex: 0,
  };
}

function poolOfJson(text: SpecificationText): NodePoolSpecification {
  const given = parseJsonSpecification(text);
  const scheduler = given.SchedulerConfiguration;
  return {
    NodeIdentityTTL: textOf(given.NodeIdentityTTL),
    Name: textOf(given.Name),
    Description: textOf(given.Description),
    Meta: textMapOf(given.Meta),
    SchedulerConfiguration: isObject(scheduler)
      ? schedulerOf(scheduler.SchedulerAlgorithm, scheduler.MemoryOversubscriptionEnabled)
      : null,
    CreateIndex: Number(given.CreateIndex ?? 0),
    ModifyIndex: Number(given.ModifyIndex ?? 0),
  };
}

function schedulerOf(algorithm: Parameters<typeof textOf>[0], oversubscription: unknown): ApiPoolScheduler {
  return {
    SchedulerAlgorithm: textOf(algorithm),
    MemoryOversubscriptionEnabled: typeof oversubscription === "boolean" ? oversubscription : null,
  };
}
