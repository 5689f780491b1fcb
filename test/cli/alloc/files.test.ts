import { describe, expect, test } from "vitest";
import { encodeBase64 } from "../../../src/api/base64.js";
import { runNomad } from "../../../src/cli/command.js";
import { type Answers, Refusal, stubbedContext } from "../agentStub.js";

const id = "11111111-0000-4000-8000-000000000000";
const node = "22222222-0000-4000-8000-000000000000";
const stub = { ID: id, Namespace: "default", NodeID: node, TaskGroup: "web", CreateIndex: 1, ClientStatus: "running" };

function allocation(...tasks: readonly string[]) {
  return { ...stub, Job: { TaskGroups: [{ Name: "web", Tasks: tasks.map((Name) => ({ Name })) }] } };
}

const found: Answers = {
  "GET /v1/allocations": [stub],
  [`GET /v1/allocation/${id}`]: allocation("main"),
  [`GET /v1/node/${node}`]: {},
};

/** An answer that is no JSON stands in quotes in the stub; here it is framed as the client does it. */
const frame = (text: string) => ({ Data: encodeBase64(text), File: "alloc/logs/main.stdout.0", Offset: text.length });

async function alloc(argv: readonly string[], answers: Answers = {}) {
  const { context, written, requests } = stubbedContext({ answers: { ...found, ...answers } });
  const exit = await runNomad(["alloc", ...argv], context);
  return { exit, ...written, requests };
}

const logs = `/v1/client/fs/logs/${id}`;

describe("alloc logs (spec 07 §15, §18)", () => {
  test("without a word about which, both streams go where they belong", async () => {
    const { exit, requests } = await alloc(["logs", id], { [`GET ${logs}`]: frame("hello\n") });
    expect(exit).toBe(0);
    expect(requests.slice(2).filter((request) => request.includes(logs))).toEqual([
      `GET ${logs}?follow=false&offset=0&origin=start&region=global&task=main&type=stdout`,
      `GET ${logs}?follow=false&offset=0&origin=start&region=global&task=main&type=stderr`,
    ]);
  });

  test("a stream that was asked for goes to standard output, whichever it is", async () => {
    const { stdout, stderr } = await alloc(["logs", "-stderr", id, "main"], { [`GET ${logs}`]: frame("größer\n") });
    expect({ stdout, stderr }).toEqual({ stdout: "größer\n", stderr: "" });
  });

  test("the end: so many lines, or so many bytes", async () => {
    const answers = { [`GET ${logs}`]: frame("a\nb\nc\nd\n") };
    const lines = await alloc(["logs", "-tail", "-n", "2", id], answers);
    expect(lines.stdout).toBe("c\nd\n");
    expect(lines.requests.at(-1)).toContain("offset=240&origin=end");
    const bytes = await alloc(["logs", "-tail", "-c", "5", id], answers);
    expect(bytes.requests.at(-1)).toContain("offset=5&origin=end");
    expect((await alloc(["logs", "-tail", "-n", "2", "-c", "5", id], answers)).stderr).toBe(
      "Both -n and -c are not allowed\n",
    );
  });

  test("a task that the allocation does not have", async () => {
    const { stderr } = await alloc(["logs", id, "other"], { [`GET /v1/allocation/${id}`]: allocation("main", "side") });
    expect(stderr).toBe("Failed to validate task: Could not find task named: other, found:\nmain\nside\n");
  });

  test("of a job: of the newest allocation that runs", async () => {
    const job = { ID: "shop", Type: "service", JobSummary: { Namespace: "default" } };
    const { exit, requests } = await alloc(["logs", "-stdout", "-job", "shop"], {
      "GET /v1/jobs": [job],
      "GET /v1/job/shop/allocations": [{ ...stub, ID: "33333333", CreateIndex: 2, ClientStatus: "failed" }, stub],
      [`GET ${logs}`]: frame(""),
    });
    expect(exit).toBe(0);
    expect(requests).toContain(`GET /v1/allocations?prefix=${id}`);
    expect((await alloc(["logs", "-job"])).stderr).toContain("A job ID is required\n");
  });

  test("what the client refuses", async () => {
    const { exit, stderr } = await alloc(["logs", "-stdout", id], { [`GET ${logs}`]: new Refusal(404, "gone") });
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: "failed to read stdout file: Unexpected response code: 404 (gone)\n",
    });
  });
});

describe("alloc fs (spec 07 §15, §18)", () => {
  const file = {
    Name: "web.stdout.0",
    IsDir: false,
    Size: 2_500,
    FileMode: "-rw-r--r--",
    ModTime: "2026-11-23T02:04:54Z",
    ContentType: "text/plain",
  };
  const stat = { [`GET /v1/client/fs/stat/${id}`]: file };

  test("a file is written as it is, from its node", async () => {
    const { stdout, requests } = await alloc(["fs", id, "alloc/x"], { ...stat, [`GET /v1/client/fs/cat/${id}`]: 17 });
    expect(stdout).toBe("17");
    expect(requests.slice(-2)).toEqual([
      `GET /v1/node/${node}`,
      `GET /v1/client/fs/cat/${id}?path=alloc%2Fx&region=global`,
    ]);
  });

  test("the end of a file is read from there on", async () => {
    const { requests } = await alloc(["fs", "-tail", id, "x"], { ...stat, [`GET /v1/client/fs/readat/${id}`]: 17 });
    expect(requests.at(-1)).toBe(`GET /v1/client/fs/readat/${id}?limit=-1&offset=1300&path=x&region=global`);
    const all = await alloc(["fs", "-tail", "-n", "30", id, "x"], { ...stat, [`GET /v1/client/fs/readat/${id}`]: 17 });
    expect(all.requests.at(-1)).toContain("offset=0&");
  });

  test("sizes in bytes", async () => {
    const { stdout } = await alloc(["fs", "-H", "-stat", id, "x"], stat);
    expect(stdout.split("\n")[1]).toBe("-rw-r--r--  2500  2026-11-23T02:04:54Z  text/plain    web.stdout.0");
    expect((await alloc(["fs", "-stat", id, "x"], stat)).stdout).toContain("2.4 KiB");
  });
});

describe("alloc exec (spec 06 §9)", () => {
  test.each([
    [["exec", id], "A command is required\nFor additional help try 'nomad alloc exec -help'\n"],
    [["exec", "-e", "ab", id, "sh"], "-e requires 'none' or a single character\n"],
    [["exec", id, "sh", "-c", "true"], "failed to exec into task: exec is not simulated\n"],
  ])("%s", async (argv, stderr) => {
    expect(await alloc(argv)).toMatchObject({ exit: 1, stderr });
  });
});

describe("other names", () => {
  test.each(["logs", "fs", "exec"])("nomad %s", async (word) => {
    const { context, written } = stubbedContext({});
    expect(await runNomad([word], context)).toBe(1);
    expect(written.stderr).toContain(
      `An allocation ID is required\nFor additional help try 'nomad alloc ${word} -help'`,
    );
  });
});
