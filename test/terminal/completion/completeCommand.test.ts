import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { completeOwn } from "../../../src/ownCompletion.js";
import { completeCommand } from "../../../src/terminal/completion/completeCommand.js";
import { type ServedAgent, serveAgent } from "../servedAgent.js";

let served: ServedAgent;
beforeAll(async () => {
  served = await serveAgent();
  const task = { Name: "main", Driver: "docker" };
  for (const ID of ["web", "web-admin", "cache"]) {
    const groups = [{ Name: `${ID}-group`, Count: 2, Tasks: [task] }];
    served.agent.perform({ kind: "register-job", job: { ID, Datacenters: ["dc1"], TaskGroups: groups } });
  }
});
afterAll(() => served.close());

/** What is printed for a TAB at the end of a line. */
async function tab(line: string, address = served.address): Promise<readonly string[]> {
  let printed = "";
  const stdout = {
    write: (text: string) => {
      printed += text;
    },
  };
  const own = async (words: readonly string[], last: string) => completeOwn(words, last);
  await completeCommand(["line", `coalmine ${line}`], { stdout, environment: { NOMAD_ADDR: address }, own });
  return printed.split("\n").slice(0, -1);
}

describe("names that the agent knows", () => {
  test("of jobs, with what they are", async () => {
    expect(await tab("nomad job status we")).toEqual(["web\tservice, running", "web-admin\tservice, running"]);
  });

  test("of allocations, deployments, evaluations and nodes, whatever the number of digits", async () => {
    const { world } = served.agent;
    const [allocation] = world.allocations.valuesArray();
    for (const length of [0, 3, 8, 9, 20]) {
      expect(await tab(`nomad alloc status ${allocation?.id.slice(0, length)}`)).toContain(
        `${allocation?.id}\t${allocation?.jobId}, ${allocation?.jobId}-group, running`,
      );
    }
    const [deployment] = world.deployments.keysArray();
    expect((await tab(`nomad deployment promote ${deployment?.slice(0, 6)}`))[0]).toMatch(`${deployment}\t`);
    const [evaluation] = world.evaluations.keysArray();
    expect((await tab(`nomad eval status ${evaluation?.slice(0, 6)}`))[0]).toMatch(`${evaluation}\t`);
    const [node] = world.nodes.keysArray();
    expect(await tab("nomad node status ")).toEqual([`${node}\tclient-1, ready`]);
    expect(await tab("nomad alloc status web")).toEqual([]);
  });

  test("of namespaces and groups", async () => {
    expect(await tab("nomad job status -namespace=de")).toEqual(["-namespace=default\t"]);
    expect(await tab("nomad job scale web ")).toEqual(["web-group\tcount 2"]);
  });

  test("are asked of the agent that the line names", async () => {
    expect(await tab(`nomad job status -address=${served.address} cac`, "http://127.0.0.1:1")).toEqual([
      "cache\tservice, running",
    ]);
  });

  test.each([
    ["nobody listens", "http://127.0.0.1:1"],
    ["the address is none", ":"],
  ])("are none where %s", async (_why, address) => {
    expect(await tab("nomad job status we", address)).toEqual([]);
    expect(await tab("nomad job st", address)).toHaveLength(3);
  });

  test("are none where nobody answers soon", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const waiting = tab("nomad job status we", `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    await vi.advanceTimersByTimeAsync(700);
    expect(await waiting).toEqual([]);
    vi.useRealTimers();
    silent.close();
  });
});

describe("a line that is still being written", () => {
  test.each([
    ['nomad job status "we', ["web\tservice, running", "web-admin\tservice, running"]],
    ["nomad   job   status  cac", ["cache\tservice, running"]],
    ["nomad job run ", ["\tfiles"]],
    ["nomad job run -var-file=x", ["\tfiles"]],
    ["nomad -nope ", []],
  ])("%j", async (line, printed) => {
    expect(await tab(line)).toEqual(printed);
  });
});

describe("Coalmine's own commands", () => {
  const wordsAfter = async (line: string) => (await tab(line)).map((printed) => printed.split("\t")[0]);

  test.each([
    ["re", ["replay"]],
    ["completion ", ["bash", "fish", "zsh"]],
    ["completion z", ["zsh"]],
    ["replay --t", ["--transcript"]],
    ["replay ", [""]],
    ["agent --clock ", ["manual", "real"]],
    ["agent --port ", []],
    ["bogus ", []],
  ])("coalmine %s", async (line, words) => {
    expect(await wordsAfter(line)).toEqual(words);
  });

  test("are all there", async () => {
    expect(await wordsAfter("")).toEqual(expect.arrayContaining(["agent", "completion", "nomad", "replay"]));
    expect(await wordsAfter("-")).toEqual(expect.arrayContaining(["--version"]));
  });
});
