import { text, toggle } from "./flags.js";

/** The flags of every command. Those of TLS are read and have no effect. Spec 06 §2.8. */
export const generalFlags = {
  address: text("The agent's address; otherwise NOMAD_ADDR, otherwise http://127.0.0.1:4646."),
  region: text("The region that answers; otherwise NOMAD_REGION, otherwise the agent's own."),
  namespace: text(
    "The namespace to work in; otherwise NOMAD_NAMESPACE, otherwise default. `*` means all, where a list is asked for.",
  ),
  "no-color": toggle("No colours, even on a terminal."),
  "force-color": toggle("Colours, even where the output is no terminal."),
  "ca-cert": text("Read for compatibility; connections are not encrypted."),
  "ca-path": text("Read for compatibility."),
  "client-cert": text("Read for compatibility."),
  "client-key": text("Read for compatibility."),
  insecure: toggle("Read for compatibility."),
  "tls-server-name": text("Read for compatibility."),
  "tls-skip-verify": toggle("Read for compatibility."),
  token: text("The secret ID of the ACL token to send; otherwise NOMAD_TOKEN."),
} as const;
