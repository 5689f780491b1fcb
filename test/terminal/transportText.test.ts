import { describe, expect, test } from "vitest";
import { transportText } from "../../src/terminal/transportText.js";

const target = { host: "agent.example", port: 4646 };
const thrown = (code: string, members: object = {}, message = "Node's own text") =>
  Object.assign(new Error(message), { code, ...members });
const refused = (address: string) => thrown("ECONNREFUSED", { syscall: "connect", address, port: 4646 });
const altNames = (subjectaltname: string) => thrown("ERR_TLS_CERT_ALTNAME_INVALID", { cert: { subjectaltname } });

describe("what went wrong below HTTP, in Go's words", () => {
  test.each([
    [refused("127.0.0.1"), "dial tcp 127.0.0.1:4646: connect: connection refused"],
    [refused("::1"), "dial tcp [::1]:4646: connect: connection refused"],
    [new AggregateError([refused("::1"), refused("127.0.0.1")]), "dial tcp [::1]:4646: connect: connection refused"],
    [thrown("EHOSTUNREACH", { syscall: "connect" }), "dial tcp agent.example:4646: connect: no route to host"],
    [thrown("EWEIRD", { syscall: "connect" }), "dial tcp agent.example:4646: connect: EWEIRD"],
    [thrown("ENOTFOUND", { syscall: "getaddrinfo" }), "dial tcp: lookup agent.example: no such host"],
    [
      thrown("EAI_AGAIN", { syscall: "getaddrinfo" }),
      "dial tcp: lookup agent.example: Temporary failure in name resolution",
    ],
    [
      thrown("DEPTH_ZERO_SELF_SIGNED_CERT"),
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      altNames("DNS:client.global.nomad, DNS:localhost"),
      "tls: failed to verify certificate: x509: certificate is valid for client.global.nomad, localhost, not agent.example",
    ],
    [thrown("ERR_SSL_WRONG_VERSION_NUMBER"), "http: server gave HTTP response to HTTPS client"],
    [
      thrown(
        "EPROTO",
        {},
        "write EPROTO 80A:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:x.c:350:",
      ),
      "http: server gave HTTP response to HTTPS client",
    ],
    [thrown("ECONNRESET", {}, "socket hang up"), "EOF"],
    [thrown("ECONNRESET", {}, "aborted"), "unexpected EOF"],
    [thrown("ECONNRESET", { syscall: "read" }), "read tcp agent.example:4646: read: connection reset by peer"],
    [thrown("HPE_INVALID_CONSTANT"), "net/http: HTTP/1.x transport connection broken: malformed HTTP response"],
    [thrown("ERR_WEIRD", {}, "something else"), "something else"],
    [new Error("dial tcp 10.0.0.1:4646: i/o timeout"), "dial tcp 10.0.0.1:4646: i/o timeout"],
  ])("%s → %s", (error, text) => {
    expect(transportText(error, target)).toBe(text);
  });

  test("a certificate without addresses proves none", () => {
    const at = { host: "127.0.0.1", port: 4646 };
    const start = "tls: failed to verify certificate: x509: ";
    expect(transportText(altNames("DNS:client.global.nomad"), at)).toBe(
      `${start}cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs`,
    );
    expect(transportText(altNames("DNS:a, IP Address:10.0.0.1"), at)).toBe(
      `${start}certificate is valid for 10.0.0.1, not 127.0.0.1`,
    );
  });
});
