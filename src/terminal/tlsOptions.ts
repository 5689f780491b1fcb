import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import type { ConnectionSettings, TlsSettings } from "../cli/command.js";
import { systemCall } from "./errno.js";

/**
 * What the flags and variables of TLS mean to Node: whose certificates are trusted, which name the agent must prove, what
 * this side proves itself with. Spec 06 §2.8.
 *
 * @throws {Error} when a file cannot be read, or a certificate has no key.
 */
export function tlsOptions({ tls }: ConnectionSettings): ConnectionOptions {
  if (tls === undefined) return {};
  return {
    ...trusted(tls),
    ...proof(tls),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.skipVerify ? { rejectUnauthorized: false } : {}),
  };
}

function trusted({ caCert, caPath }: TlsSettings): ConnectionOptions {
  if (caCert !== undefined) return { ca: readPem("CA file", caCert) };
  if (caPath === undefined) return {};
  const names = systemCall(`open ${caPath}`, () => readdirSync(caPath));
  return { ca: names.sort().map((name) => readPem("CA file", join(caPath, name))) };
}

function proof({ clientCert, clientKey }: TlsSettings): ConnectionOptions {
  if (clientCert === undefined && clientKey === undefined) return {};
  if (clientCert === undefined || clientKey === undefined) {
    throw new Error(
      "a client certificate needs its key, and a key its certificate: give both -client-cert and -client-key",
    );
  }
  return { cert: readPem("client certificate", clientCert), key: readPem("client key", clientKey) };
}

function readPem(what: string, path: string): string {
  const text = systemCall(`open ${path}`, () => readFileSync(path, "utf8"));
  if (!text.includes("-----BEGIN ")) throw new Error(`the ${what} ${path} holds no PEM block`);
  return text;
}
