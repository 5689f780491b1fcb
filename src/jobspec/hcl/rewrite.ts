import type { JsonObject, JsonValue } from "../../model/json.js";

/**
 * What the parser makes of a block after its members were read: shorthand comparisons, ports by their kind, identities by their
 * name, blocks that are handed down. By the names of the API's types. Spec 05 §3.2, §3.8 to §3.10.
 */
export const rewrites: Readonly<Record<string, (block: JsonObject) => JsonObject>> = {
  Job: (job) => withOwnGroups(withVault(job, "TaskGroups")),
  TaskGroup: (group) => withVault(group, "Tasks"),
  Task: withDefaultIdentity,
  NetworkResource: withPortsByKind,
  Constraint: withComparison,
  Affinity: withComparison,
};

/** The last of the operators that a block names counts; the file's schema also knows some that have no effect. */
const operators = ["version", "semver", "regexp", "set_contains"] as const;
const affinityOperators = ["set_contains_any", "set_contains_all"] as const;
const shorthand: ReadonlySet<string> = new Set([
  ...operators,
  ...affinityOperators,
  "distinct_hosts",
  "distinct_property",
  "is_set",
  "is_not_set",
]);

function withComparison(block: JsonObject): JsonObject {
  const kept = Object.fromEntries(Object.entries(block).filter(([name]) => !shorthand.has(name)));
  const known = "Weight" in block || !("is_set" in block) ? [...operators, ...affinityOperators] : operators;
  for (const operator of known) {
    if (block[operator] !== undefined) return { ...kept, Operand: operator, RTarget: block[operator] };
  }
  if (block.distinct_hosts !== undefined) {
    return { ...kept, Operand: "distinct_hosts", RTarget: String(block.distinct_hosts) };
  }
  if (block.distinct_property !== undefined) {
    return { ...kept, Operand: "distinct_property", LTarget: block.distinct_property };
  }
  return kept;
}

function withPortsByKind(network: JsonObject): JsonObject {
  const { ReservedPorts: ports, ...rest } = network;
  const isStatic = (port: JsonObject): boolean => Number(port.Value) > 0;
  const fixed = objects(ports).filter(isStatic);
  const dynamic = objects(ports).filter((port) => !isStatic(port));
  return {
    ...rest,
    ...(fixed.length === 0 ? {} : { ReservedPorts: fixed }),
    ...(dynamic.length === 0 ? {} : { DynamicPorts: dynamic.map((port) => ({ ...port, Value: 0 })) }),
  };
}

function withDefaultIdentity(task: JsonObject): JsonObject {
  const { Identities: all, ...rest } = task;
  const isDefault = (identity: JsonObject): boolean => identity.Name === "" || identity.Name === "default";
  const own = objects(all).findLast(isDefault);
  const others = objects(all).filter((identity) => !isDefault(identity));
  return {
    ...rest,
    ...(own === undefined ? {} : { Identity: own }),
    ...(others.length === 0 ? {} : { Identities: others }),
  };
}

/** Tasks without a vault block of their own get the one above them. */
function withVault(block: JsonObject, members: "TaskGroups" | "Tasks"): JsonObject {
  const { Vault: vault, ...rest } = block;
  if (vault === undefined) return block;
  const give = (task: JsonObject): JsonObject => ("Vault" in task ? task : { ...task, Vault: vault });
  const given = (tasks: JsonValue | undefined): readonly JsonObject[] => objects(tasks).map(give);
  if (members === "Tasks") return { ...rest, Tasks: given(rest.Tasks) };
  const groups = objects(rest.TaskGroups).map((group) => ({ ...group, Tasks: given(group.Tasks) }));
  return { ...rest, TaskGroups: groups, ...("Tasks" in rest ? { Tasks: given(rest.Tasks) } : {}) };
}

/** A task right below the job becomes a group of its own, before the declared ones. */
function withOwnGroups(job: JsonObject): JsonObject {
  const { Tasks: tasks, ...rest } = job;
  if (tasks === undefined) return job;
  const own = objects(tasks).map((task) => ({ Name: task.Name ?? "", Tasks: [task] }));
  return { ...rest, TaskGroups: [...own, ...objects(rest.TaskGroups)] };
}

function objects(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as readonly JsonObject[]) : [];
}
