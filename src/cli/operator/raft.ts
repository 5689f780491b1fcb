import type { RaftPeer } from "../../api/nomadApi/operator.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, truth } from "../flags.js";
import { formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";

/** `nomad operator raft list-peers`: the servers as consensus knows them. */
export const raftListPeers = defineCommand({
  path: "operator raft list-peers",
  synopsis: "operator raft list-peers [options]",
  about: "Show the servers as consensus knows them.",
  usage: ["This command takes no arguments"],
  flags: { stale: truth("Whether any server may answer, not only the leader.") },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const asked = { ...query, stale: flags.stale };
    const { Servers } = await orFail("Failed to retrieve raft configuration", api.readRaftConfiguration(asked));
    const rows = (Servers ?? []).map(({ Node, ID, Address, Leader, Voter, RaftProtocol }) =>
      [Node, ID, Address, Leader ? "leader" : "follower", Voter, RaftProtocol].join("|"),
    );
    ui.output(formatList(["Node|ID|Address|State|Voter|RaftProtocol", ...rows]));
    return 0;
  },
});

const peerFlags = {
  "peer-address": text("The server's address, as list-peers shows it."),
  "peer-id": text("Its ID."),
} as const;

interface PeerWishes {
  readonly "peer-address": string;
  readonly "peer-id": string;
}

/** `nomad operator raft remove-peer`: takes a server out of consensus. */
export const raftRemovePeer = defineCommand({
  path: "operator raft remove-peer",
  synopsis: "operator raft remove-peer [options]",
  about: "Take a server out of consensus.",
  usage: ["This command takes no arguments"],
  flags: peerFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const peer = peerOf(flags);
    await orFail("Error removing peer", api.removeRaftPeer(peer, query));
    ui.output(`Removed peer with ${peerText(peer)}`);
    return 0;
  },
});

/** `nomad operator raft transfer-leadership`: makes another server the leader. */
export const raftTransferLeadership = defineCommand({
  path: "operator raft transfer-leadership",
  synopsis: "operator raft transfer-leadership [options]",
  about: "Make another server the leader.",
  usage: ["This command takes no arguments"],
  flags: peerFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const peer = peerOf(flags);
    await orFail("Error transferring leadership to peer", api.transferRaftLeadership(peer, query));
    ui.output(`Transferred leadership to peer with ${peerText(peer)}`);
    return 0;
  },
});

/** @throws {CommandFailure} when it is not one of both. */
function peerOf({ "peer-address": address, "peer-id": id }: PeerWishes): RaftPeer {
  if ((address === "") === (id === "")) {
    throw new CommandFailure("Either the '-peer-address' or the '-peer-id' flag must be set");
  }
  return id === "" ? { address } : { id };
}

function peerText(peer: RaftPeer): string {
  return "id" in peer ? `id ${quote(peer.id)}` : `address ${quote(peer.address)}`;
}
