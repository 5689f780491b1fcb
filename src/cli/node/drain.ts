import type { DrainRequest } from "../../api/nomadApi/nodes.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { list, parseDuration, text, toggle } from "../flags.js";
import { monitorDrain } from "../monitor/drainMonitor.js";
import { confirm } from "../prompt.js";
import { quote } from "../text/quote.js";
import { findNode } from "./findNode.js";
import { ownNodeId } from "./ownNode.js";

/** What a drain is to be like; without any flag it forces what is left after an hour. */
interface DrainWishes {
  readonly deadline: string;
  readonly force: boolean;
  readonly "no-deadline": boolean;
  readonly "ignore-system": boolean;
}

interface ToggleWishes extends DrainWishes {
  readonly enable: boolean;
  readonly disable: boolean;
  readonly monitor: boolean;
  readonly self: boolean;
}

const defaultDeadlineMs = 3_600_000;
const phrase = "Error toggling drain mode";

/** `nomad node drain`: sets or ends the drain of a node, and follows it. Spec 06 §6.9. */
export const nodeDrain = defineCommand({
  path: "node drain",
  synopsis: "node drain [options] <node>",
  about: "Set or end the drain of a node.",
  usage: ["Node ID must be specified if -self isn't being used"],
  flagsOf2017: ["enable", "disable", "self", "yes"],
  flags: {
    enable: toggle("Drain the node."),
    disable: toggle("End its drain."),
    deadline: text("How long allocations may take to leave; what is left then is stopped. Otherwise an hour."),
    detach: toggle("Return at once instead of following the drain."),
    monitor: toggle("Follow a drain that has been set already."),
    force: toggle("Stop everything at once."),
    "no-deadline": toggle("Allocations may take as long as they like."),
    "ignore-system": toggle("Leave system jobs where they are."),
    "keep-ineligible": toggle("With -disable: the node stays closed to new allocations."),
    m: text("Why: kept with the drain as its metadata `message`."),
    meta: list("Metadata of the drain as key=value; may be given several times."),
    self: toggle("The node of the agent itself."),
    yes: toggle("Do not ask."),
  },
  async run(invocation, { flags, args }) {
    const { api, query, context, ui } = invocation;
    const complaint = wrongFlags(flags);
    if (complaint !== undefined) return invocation.reportUsage(complaint);
    const [argument = ""] = args;
    if (!flags.self && args.length !== 1) return invocation.reportUsage();
    const conflict = conflictingFlags(flags);
    if (conflict !== undefined) return invocation.reportUsage(conflict);
    const deadlineMs = deadlineOf(flags);

    const nodeId = flags.self ? await ownNodeId(invocation) : (await findNode(invocation, argument, phrase)).ID;
    const { value: node, index } = await orFail(phrase, api.readNode(nodeId, query));
    const stamped = (words: string) => `${invocation.style.formatTimestamp(context.clock.now())}: ${words}`;
    if (flags.monitor) {
      if (!node.DrainStrategy) {
        ui.warn("No drain strategy set");
        return 0;
      }
      ui.info(stamped(`Monitoring node ${quote(node.ID)}: Ctrl-C to detach monitoring`));
      return monitorDrain(invocation, node, index, flags["ignore-system"]);
    }

    if (!flags.yes && !flags.self && argument !== node.ID) {
      const verb = flags.enable ? "enable" : "disable";
      const question = `Are you sure you want to ${verb} drain mode for node ${quote(node.ID)}? [y/N]`;
      const ended = await confirm(invocation, question, "Canceling drain toggle");
      if (ended !== undefined) return ended;
    }
    const request: DrainRequest = {
      DrainSpec: flags.enable
        ? { Deadline: BigInt(deadlineMs) * 1_000_000n, IgnoreSystemJobs: flags["ignore-system"] }
        : null,
      MarkEligible: !flags["keep-ineligible"],
      Meta: metadataOf(flags) ?? (flags.disable ? node.LastDrain?.Meta : undefined) ?? {},
    };
    const { Index } = await orFail("Error updating drain specification", api.drainNode(node.ID, request, query));
    if (!invocation.style.followsDrains) return 0;
    if (flags.disable || flags.detach) {
      ui.output(`Node ${quote(node.ID)} drain strategy ${flags.enable ? "set" : "unset"}`);
      return 0;
    }
    return followNewDrain(invocation, node.ID, Index, flags["ignore-system"], stamped);
  },
});

async function followNewDrain(
  invocation: Invocation,
  nodeId: string,
  index: number,
  ignoresSystemJobs: boolean,
  stamped: (words: string) => string,
): Promise<number> {
  const { ui } = invocation;
  ui.info(stamped("Ctrl-C to stop monitoring: will not cancel the node drain"));
  ui.output(stamped(`Node ${quote(nodeId)} drain strategy set`));
  return monitorDrain(invocation, { ID: nodeId, DrainStrategy: undefined }, index, ignoresSystemJobs);
}

/** What is wrong before the number of arguments is looked at. */
function wrongFlags({ enable, disable, monitor }: ToggleWishes): string | undefined {
  if (monitor && (enable || disable)) {
    return "The -monitor flag cannot be used with the '-enable' or '-disable' flags";
  }
  if (!monitor && enable === disable) {
    return "Either the '-enable' or '-disable' flag must be set, unless using '-monitor'";
  }
  return undefined;
}

function conflictingFlags(flags: ToggleWishes): string | undefined {
  const { disable, deadline, force, "no-deadline": noDeadline, "ignore-system": ignoresSystemJobs } = flags;
  if (disable && (deadline !== "" || force || noDeadline || ignoresSystemJobs)) {
    return "-disable can't be combined with flags configuring drain strategy";
  }
  if (deadline !== "" && (force || noDeadline)) return "-deadline can't be combined with -force or -no-deadline";
  return force && noDeadline ? "-force and -no-deadline are mutually exclusive" : undefined;
}

/** Below 0 forces at once, 0 waits for ever (spec 04 §4.1). @throws {CommandFailure} */
function deadlineOf({ deadline, force, "no-deadline": noDeadline }: DrainWishes): number {
  if (force) return -1_000;
  if (noDeadline) return 0;
  if (deadline === "") return defaultDeadlineMs;
  const parsed = parseDuration(deadline);
  if (parsed === undefined) {
    const quoted = quote(deadline);
    throw new CommandFailure(`Failed to parse deadline ${quoted}: time: invalid duration ${quoted}`);
  }
  if (parsed <= 0) throw new CommandFailure("A positive drain duration must be given");
  return Math.ceil(parsed);
}

/** Undefined without any flag: the end of a drain then keeps the drain's. */
function metadataOf({
  m,
  meta,
}: {
  readonly m: string;
  readonly meta: readonly string[];
}): DrainRequest["Meta"] | undefined {
  if (m === "" && meta.length === 0) return undefined;
  const pairs = meta.map((pair) => {
    const sign = pair.indexOf("=");
    if (sign === -1) throw new CommandFailure(`Error parsing meta value: ${pair}`);
    return [pair.slice(0, sign), pair.slice(sign + 1)];
  });
  return { ...Object.fromEntries(pairs), ...(m === "" ? {} : { message: m }) };
}
