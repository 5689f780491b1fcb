import type { Flag, FlagTable } from "./flags.js";
import { generalFlags } from "./generalFlags.js";
import type { Style } from "./styles/style.js";

/** A command's help, made of its flag tables. Spec 06 §2.8, §9. */
export function commandHelp(synopsis: string, about: string, flags: FlagTable, style: Style): string {
  const general = Object.entries(generalFlags).filter(([name]) => !style.hiddenGeneralFlags.includes(name));
  const own = Object.entries(flags);
  const parts = [`Usage: nomad ${synopsis}`, `  ${about}`, flagHelp("General options:", general)];
  if (own.length > 0) parts.push(flagHelp("Options of this command:", own));
  return parts.join("\n\n");
}

/** A group's help: what its subcommands are for. */
export function groupHelp(path: string, subcommands: readonly (readonly [string, string])[]): string {
  return `Usage: nomad ${path} <subcommand> [options] [args]\n\n  ${groupAbout(path)}\n\n${subcommandList(subcommands)}`;
}

/** One line about a group. */
export function groupAbout(path: string): string {
  return `Commands about ${groupTopics[path] ?? `${path}s`}.`;
}

/** Help of `nomad` itself. */
export function generalHelp(commands: readonly (readonly [string, string])[]): string {
  return `Usage: nomad [-version] [-help] <command> [args]\n\nCommands:\n${paddedList(commands)}`;
}

function subcommandList(subcommands: readonly (readonly [string, string])[]): string {
  return `Subcommands:\n${paddedList(subcommands)}`;
}

function paddedList(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, about]) => `    ${name.padEnd(width)}    ${about}`).join("\n");
}

const groupTopics: Readonly<Record<string, string>> = {
  acl: "who may do what",
  "acl policy": "policies: what may be done",
  "acl token": "tokens: who may do it",
  alloc: "allocations: what runs where",
  deployment: "deployments: how a new version of a job is rolled out",
  eval: "evaluations: what the scheduler decided and why",
  job: "jobs: run, change, stop and inspect them",
  "job periodic": "jobs that run by the clock",
  "job tag": "names for versions of a job",
  license: "the license (Enterprise)",
  namespace: "namespaces: rooms of their own for job IDs",
  node: "the nodes that run allocations",
  "node meta": "the metadata of nodes",
  "node pool": "sets of nodes that jobs can ask for by name",
  operator: "the cluster as a whole",
  "operator autopilot": "how the servers look after themselves",
  "operator raft": "consensus among the servers",
  "operator scheduler": "how the schedulers decide",
  plugin: "storage plugins",
  quota: "limits of namespaces (Enterprise)",
  recommendation: "what resources tasks would rather have (Enterprise)",
  scaling: "the scaling of task groups",
  "scaling policy": "scaling policies",
  sentinel: "policies about what may be registered (Enterprise)",
  server: "the servers",
  service: "Nomad's own service discovery",
  system: "the upkeep of the servers",
  "system reconcile": "what the servers can reckon anew",
  var: "variables",
  volume: "storage volumes",
};

function flagHelp(title: string, flags: readonly (readonly [string, Flag])[]): string {
  return [title, ...flags.map(([name, flag]) => `  -${name}${valueHint(flag)}\n    ${flag.about}`)].join("\n\n");
}

function valueHint({ kind }: Flag): string {
  switch (kind) {
    case "toggle":
      return "";
    case "truth":
      return "=<true|false>";
    case "integer":
      return "=<number>";
    case "duration":
      return "=<duration>";
    default:
      return "=<value>";
  }
}
