import type { AclRoleLink, AclToken, AclTokenStub } from "../../api/objects/acl.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail, passInterruption } from "../failure.js";
import { list, text, toggle, truth } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { formatList } from "../text/columns.js";
import { instantOf } from "../text/times.js";
import { showToken } from "./tokenText.js";

const accessorUsage = ["This command takes one argument: <token_accessor_id>"];

/** `nomad acl token list`: the tokens without their secrets. Spec 06 §6.10. */
export const aclTokenList = defineCommand({
  path: "acl token list",
  synopsis: "acl token list",
  about: "Show the tokens, without their secrets.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { value: tokens } = await orFail("Error listing ACL tokens", api.listAclTokens(query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(tokens, { entries: { dropped: ["Hash"], goName: "*api.ACLTokenListStub" } }));
      return 0;
    }
    const rows = tokens.map((token) =>
      [token.Name, token.Type, token.Global, token.AccessorID, hasExpired(token, invocation.now())].join("|"),
    );
    ui.output(rows.length === 0 ? "No tokens found" : formatList(["Name|Type|Global|Accessor ID|Expired", ...rows]));
    return 0;
  },
});

function hasExpired({ ExpirationTime }: AclTokenStub, now: bigint): boolean {
  const instant = instantOf(ExpirationTime);
  return instant !== undefined && instant < now;
}

/** `nomad acl token info`: one token. */
export const aclTokenInfo = defineCommand({
  path: "acl token info",
  synopsis: "acl token info <token_accessor_id>",
  about: "Show a token.",
  usage: accessorUsage,
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    const [accessorId] = args;
    if (accessorId === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query } = invocation;
    showToken(invocation, await orFail("Error fetching token", api.readAclToken(accessorId, query)), flags);
    return 0;
  },
});

/** `nomad acl token self`: the token that this command is run with. */
export const aclTokenSelf = defineCommand({
  path: "acl token self",
  synopsis: "acl token self",
  about: "Show the token that this command is run with.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query } = invocation;
    if (invocation.token === "") {
      throw new CommandFailure("No token present in the environment or set via the CLI flag");
    }
    showToken(invocation, await orFail("Error fetching self token", api.readOwnAclToken(query)), flags);
    return 0;
  },
});

/** `nomad acl token create`: makes a token. */
export const aclTokenCreate = defineCommand({
  path: "acl token create",
  synopsis: "acl token create [options]",
  about: "Make a token.",
  usage: ["This command takes no arguments"],
  flags: {
    name: text("What it is for."),
    type: text("client or management.", "client"),
    global: toggle("It is known in all regions."),
    policy: list("A policy that it has; may be given several times."),
    "role-id": list("A role that it has, by its ID; may be given several times."),
    "role-name": list("The same by its name."),
    ttl: text("How long it is valid."),
    ...formatFlags,
  },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query } = invocation;
    await lookAtPolicies(invocation, flags.policy);
    const token = {
      ExpirationTTL: flags.ttl,
      AccessorID: "",
      SecretID: "",
      Name: flags.name,
      Type: flags.type,
      Policies: flags.policy.length === 0 ? null : flags.policy,
      Roles: rolesOf(flags["role-id"], flags["role-name"]),
      Global: flags.global,
      CreateTime: "0001-01-01T00:00:00Z",
      CreateIndex: 0,
      ModifyIndex: 0,
    };
    showToken(invocation, await orFail("Error creating token", api.createAclToken(token, query)), flags);
    return 0;
  },
});

/** Nomad's own command looks at each policy first; one that is missing is the server's to refuse. */
async function lookAtPolicies({ api, query }: Invocation, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await api.readAclPolicy(name, query);
    } catch (error) {
      passInterruption(error);
    }
  }
}

/** `nomad acl token update`: changes a token; what is not named stays. */
export const aclTokenUpdate = defineCommand({
  path: "acl token update",
  synopsis: "acl token update [options] <token_accessor_id>",
  about: "Change a token.",
  usage: accessorUsage,
  flags: {
    name: text("What it is for."),
    type: text("client or management."),
    global: truth("Whether it is known in all regions."),
    policy: list("A policy that it has, in place of those that it has; may be given several times."),
    "role-id": list("The same for a role, by its ID."),
    "role-name": list("The same by its name."),
    ...formatFlags,
  },
  async run(invocation, { flags, args }) {
    const [accessorId] = args;
    if (accessorId === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query } = invocation;
    const present = await orFail("Error fetching token", api.readAclToken(accessorId, query));
    const token: AclToken = {
      ...present,
      Name: flags.name || present.Name,
      Type: flags.type || present.Type,
      Global: flags.global ?? present.Global,
      Policies: flags.policy.length === 0 ? present.Policies : flags.policy,
      Roles: rolesOf(flags["role-id"], flags["role-name"]) ?? present.Roles,
    };
    showToken(invocation, await orFail("Error updating token", api.updateAclToken(token, query)), flags);
    return 0;
  },
});

function rolesOf(ids: readonly string[], names: readonly string[]): readonly AclRoleLink[] | null {
  if (ids.length + names.length === 0) return null;
  return [...ids.map((ID) => ({ ID, Name: "" })), ...names.map((Name) => ({ ID: "", Name }))];
}

/** `nomad acl token delete`: forgets a token. */
export const aclTokenDelete = defineCommand({
  path: "acl token delete",
  synopsis: "acl token delete <token_accessor_id>",
  about: "Delete a token.",
  usage: accessorUsage,
  flags: {},
  async run(invocation, { args }) {
    const [accessorId] = args;
    if (accessorId === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    await orFail("Error deleting token", api.deleteAclToken(accessorId, query));
    ui.output(`Token ${accessorId} successfully deleted`);
    return 0;
  },
});
