import { isIP } from "node:net";
import { errnoText, isSystemError, type SystemError } from "./errno.js";

/** Where a connection leads. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

const untrusted = "tls: failed to verify certificate: x509: ";
const unknownAuthority = `${untrusted}certificate signed by unknown authority`;
const outOfDate = `${untrusted}certificate has expired or is not yet valid`;
const plainAnswer = "http: server gave HTTP response to HTTPS client";

/** What Node's codes for certificates are called in Go. */
const certificateTexts: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: outOfDate,
  CERT_NOT_YET_VALID: outOfDate,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
};

/** What OpenSSL's reasons are called in Go. */
const handshakeTexts: Readonly<Record<string, string>> = {
  "wrong version number": plainAnswer,
  "packet length too long": plainAnswer,
  "tlsv13 alert certificate required": "remote error: tls: certificate required",
  "tlsv1 alert unknown ca": "remote error: tls: unknown certificate authority",
  "sslv3 alert bad certificate": "remote error: tls: bad certificate",
};

/**
 * What went wrong below HTTP, as Go says it: `dial tcp 127.0.0.1:4646: connect: connection refused`. Spec 06 §2.9.
 *
 * @param error As `node:http` or `node:https` threw it.
 */
export function transportText(error: unknown, target: Target): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!isSystemError(first)) return first instanceof Error ? first.message : String(first);
  return dialText(first, target) ?? tlsText(first, target) ?? exchangeText(first, target);
}

/** Nobody could be reached. */
function dialText(error: SystemError, target: Target): string | undefined {
  const { syscall, address, port } = error as { readonly syscall?: string; address?: string; port?: number };
  if (syscall === "getaddrinfo") {
    const isUnknown = error.code === "ENOTFOUND";
    return `dial tcp: lookup ${target.host}: ${isUnknown ? "no such host" : "Temporary failure in name resolution"}`;
  }
  if (syscall !== "connect") return undefined;
  return `dial tcp ${placeText(address ?? target.host, port ?? target.port)}: connect: ${errnoText(error) ?? error.code}`;
}

function tlsText(error: SystemError, target: Target): string | undefined {
  if (error.code === "ERR_TLS_CERT_ALTNAME_INVALID") return untrusted + otherName(error, target);
  return certificateTexts[error.code] ?? handshakeTexts[handshakeReason(error)];
}

/** The certificate belongs to somebody else. */
function otherName(error: SystemError, target: Target): string {
  const { cert, host = target.host } = error as { readonly cert?: { readonly subjectaltname?: string }; host?: string };
  const names = [...(cert?.subjectaltname ?? "").matchAll(/(DNS|IP Address):([^,]+)/g)];
  const isAddress = isIP(host) !== 0;
  const fitting = names.flatMap(([, kind, name = ""]) => ((kind === "DNS") === isAddress ? [] : [name]));
  return isAddress && fitting.length === 0
    ? `cannot validate certificate for ${host} because it doesn't contain any IP SANs`
    : `certificate is valid for ${fitting.join(", ")}, not ${host}`;
}

/** OpenSSL's reason: in the code, or, for `EPROTO`, in the midst of the message. */
function handshakeReason({ code, message }: SystemError): string {
  if (code.startsWith("ERR_SSL_")) return code.slice("ERR_SSL_".length).toLowerCase().replaceAll("_", " ");
  return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? "";
}

/** The connection broke, or what came over it is no HTTP. */
function exchangeText(error: SystemError, target: Target): string {
  if (error.message === "socket hang up") return "EOF";
  if (error.message === "aborted") return "unexpected EOF";
  if (error.code.startsWith("HPE_")) return "net/http: HTTP/1.x transport connection broken: malformed HTTP response";
  const text = errnoText(error);
  if (text === undefined) return error.message;
  const call = (error as { readonly syscall?: string }).syscall ?? "read";
  return `${call} tcp ${placeText(target.host, target.port)}: ${call}: ${text}`;
}

/** `127.0.0.1:4646`, `[::1]:4646` */
export function placeText(host: string, port: number): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;
}
