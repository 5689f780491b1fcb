import type { ConnectionSettings } from "./context.js";
import { type FlagValues, parseBoolean } from "./flags.js";
import type { generalFlags } from "./generalFlags.js";

/** Where an agent listens unless something else is said. */
export const defaultAddress = "http://127.0.0.1:4646";

/** What the general flags and the environment say of the connection: a flag beats its variable. Spec 06 §2.8. */
export function connectionSettings(
  flags: FlagValues<typeof generalFlags>,
  environment: Readonly<Record<string, string | undefined>>,
): ConnectionSettings {
  return {
    address: flags.address || environment.NOMAD_ADDR || defaultAddress,
    token: flags.token || environment.NOMAD_TOKEN || undefined,
    httpAuth: environment.NOMAD_HTTP_AUTH || undefined,
    tls: {
      caCert: flags["ca-cert"] || environment.NOMAD_CACERT || undefined,
      caPath: flags["ca-path"] || environment.NOMAD_CAPATH || undefined,
      clientCert: flags["client-cert"] || environment.NOMAD_CLIENT_CERT || undefined,
      clientKey: flags["client-key"] || environment.NOMAD_CLIENT_KEY || undefined,
      serverName: flags["tls-server-name"] || environment.NOMAD_TLS_SERVER_NAME || undefined,
      skipVerify:
        flags["tls-skip-verify"] || flags.insecure || parseBoolean(environment.NOMAD_SKIP_VERIFY ?? "") === true,
    },
  };
}
