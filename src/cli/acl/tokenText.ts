import type { AclToken } from "../../api/objects/acl.js";
import type { Invocation } from "../definition.js";
import { formattedOutput } from "../formattedOutput.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { goTimeText } from "../text/times.js";

/** Prints a token, its secret included: as JSON, by a template, or as rows. Spec 06 §6.10. */
export function showToken(
  { ui }: Invocation,
  token: AclToken,
  flags: { readonly json: boolean; readonly t: string },
): void {
  const formatted = formattedOutput(flags);
  if (formatted !== undefined) {
    ui.output(formatted(token, { dropped: ["Hash"], goName: "*api.ACLToken" }));
    return;
  }
  const isManagement = token.Type === "management";
  ui.output(
    formatKeyValues([
      `Accessor ID|${token.AccessorID}`,
      `Secret ID|${token.SecretID}`,
      `Name|${token.Name}`,
      `Type|${token.Type}`,
      `Global|${token.Global}`,
      `Create Time|${goTimeText(token.CreateTime)}`,
      `Expiry Time|${expiryText(token)}`,
      `Create Index|${token.CreateIndex}`,
      `Modify Index|${token.ModifyIndex}`,
      `Policies|${isManagement ? "n/a" : `[${(token.Policies ?? []).join(" ")}]`}`,
      ...(isManagement ? ["Roles|n/a"] : []),
    ]),
  );
  if (isManagement) return;
  const roles = (token.Roles ?? []).map(({ ID, Name }) => `${ID}|${Name}`);
  ui.title("Roles");
  ui.output(roles.length === 0 ? "<none>" : formatList(["ID|Name", ...roles]));
}

function expiryText({ ExpirationTime }: AclToken): string {
  return ExpirationTime ? goTimeText(ExpirationTime) : "<none>";
}
