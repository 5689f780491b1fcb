import type { JsonObject, JsonValue } from "../../../model/json.js";

/**
 * What the parser makes of a block after its members were read: shorthand comparisons, ports by their kind, identities by their
 * name, blocks that are handed down. By the names of the API's types. Spec 05 §3.2, §3.8 to §3.10.
 */
export const rewrites: Readonly<Record<string, (block: JsonObject) => JsonObject>> = {
  Job: (job) => withOwnGroups(withVault(job, "TaskGroups")),
  TaskGroup: (group) => withVault(group, "Tasks"),
  Task: withDefaultIdentity,
  NetworkResource: withPortsByKind,
  PeriodicConfig: withSpecType,
  JobUILink: ({ Url: url, ...link }) => (url === undefined ? link : { ...link, URL: url }),
  Constraint: constraint,
  Affinity: affinity,
};

const operators = ["version", "semver", "regexp", "set_contains"];
const shorthand: ReadonlySet<string> = new Set([
  ...operators,
  "set_contains_any",
  "set_contains_all",
  "distinct_hosts",
  "distinct_property",
  "is_set",
  "is_not_set",
]);

/** The file's schema also knows `set_contains_any` and its like for constraints, where they have no effect. */
function constraint(block: JsonObject): JsonObject {
  const compared = withComparison(block, operators);
  if (block.distinct_hosts !== undefined) {
    return { ...compared, Operand: "distinct_hosts", RTarget: String(block.distinct_hosts) };
  }
  if (block.distinct_property === undefined) return compared;
  return { ...compared, Operand: "distinct_property", LTarget: block.distinct_property };
}

/** A weight that an 8-bit number does not hold wraps around. */
function affinity(block: JsonObject): JsonObject {
  const compared = withComparison(block, [...operators, "set_contains_any", "set_contains_all"]);
  return typeof compared.Weight === "number" ? { ...compared, Weight: (compared.Weight << 24) >> 24 } : compared;
}

function withComparison(block: JsonObject, known: readonly string[]): JsonObject {
  const kept = Object.fromEntries(Object.entries(block).filter(([name]) => !shorthand.has(name)));
  const operator = known.find((name) => block[name] !== undefined);
  return operator === undefined ? kept : { ...kept, Operand: operator, RTarget: block[operator] ?? null };
}

function withPortsByKind(network: JsonObject): JsonObject {
  const { ReservedPorts: ports, ...rest } = network;
  const isStatic = (port: JsonObject): boolean => Number(port.Value) > 0;
  const fixed = objects(ports).filter(isStatic);
  const dynamic = objects(ports).filter((port) => !isStatic(port));
  return {
    ...rest,
    ...(fixed.length === 0 ? {} : { ReservedPorts: fixed }),
    ...(dynamic.length === 0 ? {} : { DynamicPorts: dynamic }),
  };
}

/** A block without an expression has no kind of expression. */
function withSpecType(periodic: JsonObject): JsonObject {
  return "Spec" in periodic || "Specs" in periodic ? { ...periodic, SpecType: "cron" } : periodic;
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
