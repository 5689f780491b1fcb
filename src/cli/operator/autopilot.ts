import type { AutopilotConfiguration, AutopilotHealth } from "../../api/objects/server.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { FlagError, integer, parseDuration, text, toggle, truth } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { formatList } from "../text/columns.js";
import { goTimeText } from "../text/times.js";

const phrase = "Error querying Autopilot configuration";

/** `nomad operator autopilot get-config`: how the servers look after themselves. Spec 06 §6.10. */
export const autopilotGetConfig = defineCommand({
  path: "operator autopilot get-config",
  synopsis: "operator autopilot get-config [options]",
  about: "Show how the servers look after themselves.",
  usage: [],
  flags: {},
  async run({ api, query, ui }) {
    const configuration = await orFail(phrase, api.readAutopilotConfiguration(query));
    const rows = [
      "CleanupDeadServers",
      "LastContactThreshold",
      "MaxTrailingLogs",
      "MinQuorum",
      "ServerStabilizationTime",
      "EnableRedundancyZones",
      "DisableUpgradeMigration",
      "EnableCustomUpgrades",
    ] as const;
    ui.output(rows.map((name) => `${name} = ${configuration[name]}`).join("\n"));
    return 0;
  },
});

/** `nomad operator autopilot set-config`: changes that; what is not named stays. */
export const autopilotSetConfig = defineCommand({
  path: "operator autopilot set-config",
  synopsis: "operator autopilot set-config [options]",
  about: "Change how the servers look after themselves.",
  usage: [],
  flags: {
    "cleanup-dead-servers": truth("Whether servers that died are removed when another one joins."),
    "last-contact-threshold": text("How long a server may be silent and still be healthy."),
    "max-trailing-logs": integer("How many log entries a server may be behind and still be healthy."),
    "min-quorum": integer("How many servers are kept at least."),
    "server-stabilization-time": text("How long a server has to be healthy before it counts."),
    "disable-upgrade-migration": truth("Enterprise."),
    "enable-redundancy-zones": truth("Enterprise."),
    "enable-custom-upgrades": truth("Enterprise."),
  },
  async run({ api, query, ui }, { flags, given }) {
    const present = await orFail(phrase, api.readAutopilotConfiguration(query));
    const duration = (name: "last-contact-threshold" | "server-stabilization-time") =>
      given.has(name) ? checkedDuration(name, flags[name]) : undefined;
    const configuration: AutopilotConfiguration = {
      LastContactThreshold: duration("last-contact-threshold") ?? present.LastContactThreshold,
      ServerStabilizationTime: duration("server-stabilization-time") ?? present.ServerStabilizationTime,
      CleanupDeadServers: flags["cleanup-dead-servers"] ?? present.CleanupDeadServers,
      MaxTrailingLogs: given.has("max-trailing-logs") ? flags["max-trailing-logs"] : present.MaxTrailingLogs,
      MinQuorum: given.has("min-quorum") ? flags["min-quorum"] : present.MinQuorum,
      EnableRedundancyZones: flags["enable-redundancy-zones"] ?? present.EnableRedundancyZones,
      DisableUpgradeMigration: flags["disable-upgrade-migration"] ?? present.DisableUpgradeMigration,
      EnableCustomUpgrades: flags["enable-custom-upgrades"] ?? present.EnableCustomUpgrades,
      CreateIndex: present.CreateIndex,
      ModifyIndex: present.ModifyIndex,
    };
    const write = api.writeAutopilotConfiguration(configuration, present.ModifyIndex, query);
    if (!(await orFail("Error setting Autopilot configuration", write))) {
      throw new CommandFailure("Configuration could not be atomically updated, please try again");
    }
    ui.output("Configuration updated!");
    return 0;
  },
});

/** @throws {FlagError} */
function checkedDuration(name: string, word: string): string {
  if (parseDuration(word) !== undefined) return word;
  const quoted = JSON.stringify(word);
  throw new FlagError(`invalid value ${quoted} for flag -${name}: time: invalid duration ${quoted}`);
}

/** `nomad operator autopilot health`: how the servers are. */
export const autopilotHealth = defineCommand({
  path: "operator autopilot health",
  synopsis: "operator autopilot health [options]",
  about: "Show how the servers are.",
  usage: ["This command takes no arguments"],
  flags: { json: toggle("Print JSON.") },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const health = await orFail("Error querying Autopilot health", api.readAutopilotHealth(query));
    ui.output(formattedOutput({ json: flags.json, t: "" })?.(health, {}) ?? healthText(health));
    return 0;
  },
});

function healthText({ Healthy, FailureTolerance, Leader, Voters, Servers }: AutopilotHealth): string {
  const rows = (Servers ?? []).map((server) =>
    [
      server.ID,
      server.Name,
      server.Address,
      server.SerfStatus,
      server.Version,
      server.Leader,
      server.Voter,
      server.Healthy,
      server.LastContact,
      server.LastTerm,
      server.LastIndex,
      goTimeText(server.StableSince),
    ].join("|"),
  );
  const header = "ID|Name|Address|SerfStatus|Version|Leader|Voter|Healthy|LastContact|LastTerm|LastIndex|StableSince";
  return [
    `Healthy: ${Healthy}`,
    `FailureTolerance: ${FailureTolerance}`,
    `Leader: ${Leader}`,
    `Voters:  \n\t${(Voters ?? []).join("\n\t")}`,
    `Servers: \n${formatList([header, ...rows])}\n`,
  ].join("\n");
}
