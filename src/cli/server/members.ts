import type { ApiServerMember } from "../../api/objects/server.js";
import { compareBytes } from "../../jobspec/byteOrder.js";
import { defineCommand, type Invocation } from "../definition.js";
import { describeError, orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { inPinnedOrder } from "../pins.js";
import { formatSpacedList } from "../text/columns.js";

/** `nomad server members`: the servers and who leads them. Spec 06 §6.10. */
export const serverMembers = defineCommand({
  path: "server members",
  synopsis: "server members [options]",
  about: "Show the servers, and who leads them.",
  usage: ["This command takes no arguments"],
  flags: { verbose: toggle("Also their protocol and tags."), ...formatFlags },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { Members } = await orFail("Error querying servers", api.listServers(query));
    const members = [...(Members ?? [])].sort((left, right) => compareBytes(left.Name, right.Name));
    const { leaders, problems } = await leadersOf(invocation, members);
    const isLeader = ({ Addr, Tags }: ApiServerMember) => leaders.has(`${Addr}:${Tags.port}`);
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      const marked = members.map((member) => ({
        ...member,
        Tags: { ...member.Tags, Leader: String(isLeader(member)) },
      }));
      ui.output(formatted(marked, { entries: { goName: "*api.AgentMember" } }));
      return 0;
    }
    ui.output(memberTable(invocation, members, isLeader, flags.verbose));
    for (const problem of problems) ui.error(`Error determining leaders: ${problem}`);
    await invocation.showHint("View and manage Nomad servers", "/servers");
    return problems.length === 0 ? 0 : 1;
  },
});

/** The leader of each region that a member is in; a region that cannot be asked is no reason to show nothing. */
async function leadersOf(
  { api, query }: Invocation,
  members: readonly ApiServerMember[],
): Promise<{ readonly leaders: ReadonlySet<string>; readonly problems: readonly string[] }> {
  const regions = [...new Set(members.map(({ Tags }) => Tags.region ?? ""))].sort();
  const leaders = new Set<string>();
  const problems: string[] = [];
  for (const region of regions) {
    try {
      leaders.add(await api.readLeader({ ...query, region }));
    } catch (error) {
      problems.push(`Region "${region}": ${describeError(error)}`);
    }
  }
  return { leaders, problems };
}

function memberTable(
  { context }: Invocation,
  members: readonly ApiServerMember[],
  isLeader: (member: ApiServerMember) => boolean,
  isVerbose: boolean,
): string {
  const rows = members.map((member) => {
    const { Name, Addr, Port, Status, ProtocolCur, Tags } = member;
    const tags = inPinnedOrder(Object.keys(Tags), context.pins.tags).map((name) => `${name}=${Tags[name] ?? ""}`);
    return [
      Name,
      Addr,
      Port,
      Status,
      isLeader(member),
      ...(isVerbose ? [ProtocolCur] : []),
      Tags.raft_vsn ?? "",
      Tags.build ?? "",
      Tags.dc ?? "",
      Tags.region ?? "",
      ...(isVerbose ? [tags.join(",")] : []),
    ].join("|");
  });
  const header = isVerbose
    ? "Name|Address|Port|Status|Leader|Protocol|Raft Version|Build|Datacenter|Region|Tags"
    : "Name|Address|Port|Status|Leader|Raft Version|Build|Datacenter|Region";
  return formatSpacedList([header, ...rows]);
}
