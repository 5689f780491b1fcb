import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FetchLike } from "../../src/api/http.js";
import type { ConnectionSettings, TlsSettings } from "../../src/cli/command.js";
import { Connections } from "../../src/terminal/connections.js";
import { certificate, privateKey } from "./certificate.js";

const servers: Server[] = [];
const opened: Connections[] = [];

afterEach(() => {
  for (const connections of opened.splice(0)) connections.close();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Listens on a free port of this machine and answers the port. */
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function open(settings: ConnectionSettings, heard: string[] = []): FetchLike {
  const connections = new Connections((header) => heard.push(header("x-coalmine-now") ?? ""));
  opened.push(connections);
  return connections.open(settings);
}

const get = (url: string) => ({ method: "GET", url, headers: {} }) as const;

describe("a connection", () => {
  /** A server that remembers what it was asked. */
  async function listener(answer: RequestListener = (_request, response) => response.end("[]")) {
    const asked: (Pick<IncomingMessage, "method" | "url" | "headers"> & { body: string })[] = [];
    const sockets = new Set<unknown>();
    const port = await listening(
      createServer(async (request, response) => {
        sockets.add(request.socket);
        let body = "";
        for await (const part of request) body += part;
        asked.push({ method: request.method, url: request.url, headers: request.headers, body });
        answer(request, response);
      }),
    );
    return { address: `http://127.0.0.1:${port}`, asked, sockets };
  }

  test("carries requests and answers", async () => {
    const { address, asked } = await listener((_request, response) => {
      response.writeHead(404, { "X-Nomad-Index": "7" }).end("nöt found");
    });
    const fetch = open({ address });
    const answer = await fetch({
      method: "PUT",
      url: `${address}/v1/jobs?region=global`,
      headers: { "X-Nomad-Token": "secret" },
      body: '{"Job":"ä"}',
    });
    expect([answer.status, answer.body, answer.header("x-nomad-index"), answer.header("x-other")]).toEqual([
      404,
      "nöt found",
      "7",
      undefined,
    ]);
    expect(asked).toMatchObject([
      { method: "PUT", url: "/v1/jobs?region=global", body: '{"Job":"ä"}', headers: { "x-nomad-token": "secret" } },
    ]);
  });

  test("is kept open from request to request", async () => {
    const { address, asked, sockets } = await listener();
    const fetch = open({ address });
    await fetch(get(`${address}/v1/jobs`));
    await fetch(get(`${address}/v1/nodes`));
    expect([asked.length, sockets.size]).toEqual([2, 1]);
  });

  test("says who is asking", async () => {
    const { address, asked } = await listener();
    await open({ address, httpAuth: "ann:s3cret" })(get(`${address}/v1/jobs`));
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from("ann:s3cret").toString("base64")}`);
  });

  test("hears what the answers say of the time", async () => {
    const heard: string[] = [];
    const { address } = await listener((_request, response) => {
      response.writeHead(200, { "X-Coalmine-Now": "1767628800000000000" }).end();
    });
    await open({ address }, heard)(get(`${address}/v1/jobs`));
    expect(heard).toEqual(["1767628800000000000"]);
  });

  test("fails in Go's words", async () => {
    const gone = createServer();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const address = `http://127.0.0.1:${port}`;
    await expect(open({ address })(get(`${address}/v1/jobs`))).rejects.toThrow(
      `dial tcp 127.0.0.1:${port}: connect: connection refused`,
    );
    const { address: silent } = await listener((request) => request.socket.destroy());
    await expect(open({ address: silent })(get(`${silent}/v1/jobs`))).rejects.toThrow("EOF");
  });

  test.each([
    ["ftp://agent/v1/jobs", 'unsupported protocol scheme "ftp"'],
    ["/v1/jobs", 'unsupported protocol scheme ""'],
    ["http:///v1/jobs", "http: no Host in request URL"],
  ])("cannot ask %s", async (url, text) => {
    await expect(open({ address: "" })(get(url))).rejects.toThrow(text);
  });

  test("that is closed leaves whoever waits waiting", async () => {
    const { address } = await listener(() => undefined);
    const connections = new Connections(() => undefined);
    let isOver = false;
    const waiting = connections.open({ address })(get(`${address}/v1/jobs`));
    waiting.finally(() => {
      isOver = true;
    });
    const arrived = new Promise((resolve) => servers.at(-1)?.once("request", resolve));
    await arrived;
    const broken = new Promise((resolve) => servers.at(-1)?.once("request", resolve));
    connections.close();
    void broken;
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
  });
});

describe("an encrypted connection", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalmine-tls-"));
  const path = (name: string) => join(folder, name);
  beforeAll(() => {
    writeFileSync(path("cert.pem"), certificate);
    writeFileSync(path("key.pem"), privateKey);
    writeFileSync(path("empty.pem"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const own: Partial<TlsSettings> = { caCert: path("cert.pem"), serverName: "client.global.nomad" };
  const asks = async (tls: Partial<TlsSettings>, server = createTlsServer({ cert: certificate, key: privateKey })) => {
    server.on("request", (_request, response) => response.end("answered"));
    const address = `https://127.0.0.1:${await listening(server)}`;
    return (await open({ address, tls: { skipVerify: false, ...tls } })(get(`${address}/v1/jobs`))).body;
  };

  test("trusts the given certificates, by file or by folder", async () => {
    expect(await asks(own)).toBe("answered");
    const onlyCertificates = mkdtempSync(join(tmpdir(), "coalmine-ca-"));
    writeFileSync(join(onlyCertificates, "one.pem"), certificate);
    expect(await asks({ caPath: onlyCertificates, serverName: "client.global.nomad" })).toBe("answered");
    rmSync(onlyCertificates, { recursive: true });
  });

  test("trusts any certificate when it is told so", async () => {
    expect(await asks({ skipVerify: true })).toBe("answered");
  });

  test("trusts no other", async () => {
    const start = "tls: failed to verify certificate: x509: ";
    await expect(asks({})).rejects.toThrow(`${start}certificate signed by unknown authority`);
    await expect(asks({ ...own, serverName: undefined })).rejects.toThrow(
      `${start}cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs`,
    );
    await expect(asks({ ...own, serverName: "server.global.nomad" })).rejects.toThrow(
      `${start}certificate is valid for client.global.nomad, not server.global.nomad`,
    );
  });

  test("proves who is asking", async () => {
    const strict = () =>
      createTlsServer({
        cert: certificate,
        key: privateKey,
        ca: certificate,
        requestCert: true,
        rejectUnauthorized: true,
      });
    const proof = { clientCert: path("cert.pem"), clientKey: path("key.pem") };
    expect(await asks({ ...own, ...proof }, strict())).toBe("answered");
    await expect(asks(own, strict())).rejects.toThrow(/remote error: tls: certificate required|reset by peer|EOF/);
  });

  test("needs a server that speaks TLS", async () => {
    await expect(asks(own, createServer() as never)).rejects.toThrow("http: server gave HTTP response to HTTPS client");
  });

  test.each([
    [{ caCert: path("gone.pem") }, `open ${path("gone.pem")}: no such file or directory`],
    [{ caPath: path("gone") }, `open ${path("gone")}: no such file or directory`],
    [{ caCert: path("empty.pem") }, `the CA file ${path("empty.pem")} holds no PEM block`],
    [{ clientCert: path("cert.pem") }, "a client certificate needs its key"],
    [{ clientKey: path("key.pem") }, "a client certificate needs its key"],
  ])("cannot begin with %j", (tls, text) => {
    const settings = { address: "https://127.0.0.1:1", tls: { skipVerify: false, ...tls } };
    expect(() => open(settings)).toThrow(text);
    expect(() => open({ ...settings, address: "http://127.0.0.1:1" })).not.toThrow();
  });
});
