import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hashicorpWords } from "../../src/syntaxWords.js";
import { nomadCommand } from "../../src/terminal/nomadCommand.js";
import { type ServedAgent, serveAgent } from "./servedAgent.js";

const jobFile = `job "web" {
  group "api" {
    count = 2
    task "main" {
      driver = "docker"
    }
  }
}
`;
/** The agent's clock, in nanoseconds. */
const agentNow = "1767628800000000000";

let served: ServedAgent;
const directory = mkdtempSync(join(tmpdir(), "coalmine-nomad-"));
beforeAll(() => writeFileSync(join(directory, "web.nomad.hcl"), jobFile));
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(async () => {
  served = await serveAgent();
});
afterEach(() => served.close());

interface Wishes {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly tty?: { readonly columns: number; readonly rows: number };
}

/** Runs a command line as the process would. */
async function nomad(line: string, { input = "", environment = {}, tty }: Wishes = {}) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    ...(tty === undefined ? {} : { isTTY: true, ...tty }),
  });
  const exit = await nomadCommand(line.split(" "), {
    stdin: Readable.from([input]),
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    environment: { NOMAD_ADDR: served.address, COALMINE_NOW: agentNow, NOMAD_CLI_SHOW_HINTS: "0", ...environment },
    directory,
    syntaxWords: hashicorpWords,
  });
  return { exit, ...written };
}

describe("a command line against an agent", () => {
  test("runs the job of a file and shows it", async () => {
    const run = await nomad("job run -detach web.nomad.hcl");
    expect([run.exit, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^Job registration successful\nEvaluation ID: [-0-9a-f]{36}\n$/);
    expect(await nomad("job status")).toEqual({
      exit: 0,
      stdout: "ID   Type     Priority  Status   Submit Date\nweb  service  50        running  2026-01-05T16:00:00Z\n",
      stderr: "",
    });
  });

  test("asks at the prompt and reads the answer", async () => {
    await nomad("job run -detach web.nomad.hcl");
    const question = 'Are you sure you want to stop job "web"? [y/N] ';
    expect(await nomad("job stop we", { input: "n\n" })).toEqual({
      exit: 0,
      stdout: `${question}Cancelling job stop\n`,
      stderr: "",
    });
    const stopped = await nomad("job stop -detach we", { input: "y\n" });
    expect([stopped.exit, stopped.stdout.startsWith(question)]).toEqual([0, true]);
    expect((await nomad("job status")).stdout).toContain("dead (stopped)");
    expect((await nomad("job stop we")).stderr).toBe("Failed to parse answer: EOF\n");
  });

  test("reads a job file from standard input", async () => {
    expect((await nomad("job run -detach -", { input: jobFile })).exit).toBe(0);
    expect((await nomad("job status")).stdout).toContain("web");
  });

  test("waits in the time that it is given: an hour takes none", async () => {
    served.agent.clock.set("real", 100_000);
    const { exit, stdout } = await nomad("job run web.nomad.hcl");
    expect(exit).toBe(0);
    expect(stdout).toContain("==> 2026-01-05T16:00:00Z: Monitoring evaluation");
    expect(stdout).toContain("Status      = successful");
  });

  test.each([
    ["job status gone", 1, "", 'No job(s) with prefix or ID "gone" found\n'],
    [
      "job promote",
      1,
      "",
      "This command takes one argument: <job id>\nFor additional help try 'nomad job promote -help'\n",
    ],
    ["version", 0, "Nomad v2.0.5\n", ""],
    [
      "job run gone.hcl",
      1,
      "",
      `Error getting job struct: Error getting jobfile from "gone.hcl": source path error: stat ${directory}/gone.hcl: no such file or directory\n`,
    ],
    [
      "job status -address=http://",
      1,
      "",
      'Error querying jobs: Get "http:///v1/jobs": http: no Host in request URL\n',
    ],
    [
      "job status -address=127.0.0.1:4646",
      1,
      "",
      "Error initializing client: invalid address '127.0.0.1:4646': parse \"127.0.0.1:4646\": first path segment in URL cannot contain colon\n",
    ],
    [
      "job status -address=localhost:4646",
      1,
      "",
      'Error querying jobs: Get "localhost:///v1/jobs": unsupported protocol scheme "localhost"\n',
    ],
    [
      "job status -address=http://x:port",
      1,
      "",
      'Error initializing client: invalid address \'http://x:port\': parse "http://x:port": invalid port ":port" after host\n',
    ],
    [
      "job status -address=https://x -ca-cert=/gone.pem",
      1,
      "",
      "Error initializing client: open /gone.pem: no such file or directory\n",
    ],
  ])("nomad %s", async (line, exit, stdout, stderr) => {
    expect(await nomad(line)).toEqual({ exit, stdout, stderr });
  });

  test("a flag beats the variable of the address", async () => {
    const environment = { NOMAD_ADDR: "http://127.0.0.1:1" };
    expect((await nomad("job status", { environment })).stderr).toBe(
      'Error querying jobs: Get "http://127.0.0.1:1/v1/jobs": dial tcp 127.0.0.1:1: connect: connection refused\n',
    );
    expect((await nomad(`job status -address=${served.address}/`, { environment })).exit).toBe(0);
  });

  test("a time that is none is refused before anything is asked", async () => {
    const { exit, stderr } = await nomad("job status", { environment: { COALMINE_NOW: "noon" } });
    expect([exit, stderr.split(".")[0]]).toEqual([1, 'COALMINE_NOW is "noon"']);
  });
});

describe("a command line on a terminal", () => {
  const tty = { columns: 80, rows: 24 };
  beforeEach(async () => {
    await nomad("job run -detach web.nomad.hcl");
  });

  test("is coloured", async () => {
    expect((await nomad("job status web", { tty })).stdout).toContain("\u001b[1mSummary\u001b[0m");
    expect((await nomad("job status gone", { tty })).stderr).toBe(
      '\u001b[91mNo job(s) with prefix or ID "gone" found\u001b[0m\n',
    );
  });

  test.each([
    [{ NOMAD_CLI_NO_COLOR: "1" }, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("%j: titles in bold %j, errors in red %j", async (environment, bold, red) => {
    expect((await nomad("job status web", { tty, environment })).stdout.includes("\u001b[1mSummary")).toBe(bold);
    expect((await nomad("job status gone", { tty, environment })).stderr.includes("\u001b[91m")).toBe(red);
  });

  test("redraws a deployment while time is real, and writes block after block on a dumb terminal", async () => {
    served.agent.clock.set("real", 100_000);
    const [deployment] = served.agent.world.deployments.valuesArray();
    const line = `deployment status -monitor -wait=1ms ${deployment?.id}`;
    const live = await nomad(line, { tty, environment: { COALMINE_NOW: "" } });
    expect(live.stdout).toContain("\u001b[J");
    const dumb = await nomad(line, { tty, environment: { COALMINE_NOW: "", TERM: "dumb" } });
    expect(dumb.stdout).toContain("\nID          = ");
    expect(dumb.stdout).not.toContain("\u001b[J");
  });
});
