import { text, toggle } from "./flags.js";

/** The flags of every command. Those of TLS have no effect where there is no network. Spec 06 §2.8. */
export const generalFlags = {
  address: text("The agent's address; otherwise NOMAD_ADDR, otherwise http://127.0.0.1:4646."),
  region: text("The region that answers; otherwise NOMAD_REGION, otherwise the agent's own."),
  namespace: text(
    "The namespace to work in; otherwise NOMAD_NAMESPACE, otherwise default. `*` means all, where a list is asked for.",
  ),
  "no-color": toggle("No colours, even on a terminal."),
  "force-color": toggle("Colours, even where the output is no terminal."),
  "ca-cert": text("A PEM file of the certificates to trust; otherwise NOMAD_CACERT, otherwise those of the system."),
  "ca-path": text("A folder of such files, read where -ca-cert is not given; otherwise NOMAD_CAPATH."),
  "client-cert": text("A PEM file of the certificate that proves who is asking; otherwise NOMAD_CLIENT_CERT."),
  "client-key": text("A PEM file of the key of that certificate; otherwise NOMAD_CLIENT_KEY."),
  insecure: toggle("The same as -tls-skip-verify."),
  "tls-server-name": text(
    "The name that the agent's certificate must hold; otherwise NOMAD_TLS_SERVER_NAME, otherwise that of the address.",
  ),
  "tls-skip-verify": toggle("Trust any certificate; otherwise NOMAD_SKIP_VERIFY."),
  token: text("The secret ID of the ACL token to send; otherwise NOMAD_TOKEN."),
} as const;
