import { beforeAll, describe, expect, test } from "vitest";
import { nomadCommands } from "../../src/cli/command.js";
import { jobFile, ShellPlay } from "./shellPlay.js";

const jobs: Readonly<Record<string, string>> = { "a.json": "example", "b.json": "export", "c.json": "prodigy" };

const play = new ShellPlay(undefined, {
  files: {
    read: async (path) => {
      const id = jobs[path];
      if (id === undefined) throw new Error(`open ${path}: no such file or directory`);
      return jobFile({ ID: id });
    },
    write: async () => undefined,
    list: (folder) => (folder === "." ? ["jobs/", "a.json", ".git/"] : folder === "jobs/" ? ["web.hcl", ".x"] : []),
  },
});

beforeAll(async () => {
  await play.type(
    "cat > mine.hcl <<EOF\nEOF",
    "nomad job run -detach -json a.json",
    "nomad job run -detach -json b.json",
  );
});

const words = (line: string) => play.shell.complete(line).candidates.map(({ word }) => word);
const ids = (table: { keysArray(): string[] }) => table.keysArray().map((id) => id.slice(0, 8));

describe("completion", () => {
  test("of programs and own commands", () => {
    expect(words("no")).toEqual(["nomad"]);
    expect(words("s")).toEqual(["save", "sleep"]);
    expect(words("")).toEqual(expect.arrayContaining(["nomad", "coalmine", "undo", "help", "exit"]));
    expect(words("  un")).toEqual(["undo"]);
    expect(play.shell.complete("timeout 30s no")).toEqual({ start: "no", candidates: [{ word: "nomad", about: "" }] });
  });

  test("of Nomad's commands, word by word", () => {
    expect(words("nomad jo")).toEqual(["job"]);
    expect(words("nomad job pr")).toEqual(["promote"]);
    expect(words("nomad deployment ")).toEqual(["fail", "list", "pause", "promote", "resume", "status", "unblock"]);
    expect(words("nomad ")).toEqual([...new Set(nomadCommands().map((path) => path.split(" ")[0] ?? ""))]);
    expect(play.shell.complete("nomad job prom").candidates).toEqual([
      { word: "promote", about: expect.stringMatching(/\.$/) },
    ]);
    expect(words("nomad bogus ")).toEqual([]);
  });

  test("of flags, from the definitions, until the first argument", () => {
    expect(words("nomad job run -det")).toEqual(["-detach"]);
    expect(words("nomad job run --ch")).toEqual(["--check-index="]);
    expect(words("nomad run -detach -verb")).toEqual(["-verbose"]);
    expect(words("nomad job status -names")).toEqual(["-namespace="]);
    expect(words("nomad job status example -")).toEqual([]);
    expect(words("nomad job status -x")).toEqual([]);
  });

  test("of values of flags", () => {
    expect(words("nomad job promote -group=w")).toEqual(["-group=web"]);
    expect(words("nomad job promote -group ")).toEqual(["web"]);
    expect(words("nomad job run -var-file jobs/")).toEqual(["jobs/web.hcl"]);
    expect(words("nomad job status -namespace=")).toEqual(["-namespace=default"]);
    expect(words("nomad job eval -detach ex")).toEqual(["example", "export"]);
    expect(words("nomad job run -check-index 7 a")).toEqual(["a.json"]);
    expect(words("nomad job run -check-index ")).toEqual([]);
  });

  test("of jobs, groups, allocations, deployments, evaluations and nodes, as the synopsis says", () => {
    const { world } = play.state;
    expect(words("nomad job status ex")).toEqual(["example", "export"]);
    expect(words("nomad job status exam")).toEqual(["example"]);
    expect(words("nomad job stop example exp")).toEqual(["export"]);
    expect(words("nomad job scale example ")).toEqual(["web"]);
    expect(words("nomad alloc status ")).toEqual(ids(world.allocations));
    expect(words("nomad deployment promote ")).toEqual(ids(world.deployments));
    expect(words("nomad eval status ")).toEqual(ids(world.evaluations));
    expect(words("nomad node status ")).toEqual(ids(world.nodes));
    expect(words("nomad status exp")).toEqual(["export"]);
    expect(words("nomad job status one two ")).toEqual([]);
    const [id = ""] = world.allocations.keysArray();
    expect(words(`nomad alloc status ${id.slice(0, 12)}`)).toEqual([id]);
    expect(play.shell.complete(`nomad alloc status ${id.slice(0, 8)}`).candidates).toEqual([
      { word: id.slice(0, 8), about: expect.stringMatching(/^ex(ample|port)\.web\[\d], running$/) },
    ]);
  });

  test("of names in a namespace, and of namespaces and pools", async () => {
    await play.type("nomad namespace apply prod", "nomad job run -detach -json -namespace prod c.json");
    expect(words("nomad job status -namespace=prod ")).toEqual(["prodigy"]);
    expect(words("nomad job status -namespace prod p")).toEqual(["prodigy"]);
    expect(words("nomad job status p")).toEqual([]);
    expect(words("nomad namespace status ")).toEqual(["default", "prod"]);
    expect(words("nomad node pool info d")).toEqual(["default"]);
    expect(words("nomad job status -no-color=perhaps ex")).toEqual(["example", "export"]);
    await play.type("undo 2");
  });

  test("of the faults and of why", () => {
    const { world } = play.state;
    expect(words("coalmine ")).toEqual(["alloc", "node", "why"]);
    expect(words("coalmine node ")).toEqual(["down", "up"]);
    expect(words("coalmine node down cl")).toEqual(["client-1", "client-2"]);
    expect(words("coalmine node down -")).toEqual(["-tasks=die"]);
    expect(words("coalmine node down -tasks=die ")).toEqual(["client-1", "client-2"]);
    expect(words(`coalmine node up ${ids(world.nodes)[0]?.slice(0, 4)}`)).toEqual([ids(world.nodes)[0]]);
    expect(words("coalmine alloc ")).toEqual(["fail"]);
    expect(words("coalmine alloc fail ")).toEqual(ids(world.allocations));
    expect(words("coalmine alloc fail -")).toEqual(["-exit=", "-task="]);
    expect(words("coalmine why exa")).toEqual(["example"]);
    expect(words("coalmine bogus ")).toEqual([]);
  });

  test("of files: those of the shell and of the machine, folder by folder; hidden ones when they are asked for", () => {
    expect(words("nomad job run ")).toEqual(["a.json", "jobs/", "mine.hcl"]);
    expect(words("nomad job run jo")).toEqual(["jobs/"]);
    expect(words("cat jobs/")).toEqual(["jobs/web.hcl"]);
    expect(words("cat jobs/.")).toEqual(["jobs/.x"]);
    expect(words("open a")).toEqual(["a.json"]);
    expect(words("undo ")).toEqual([]);
    expect(words("sleep ")).toEqual([]);
  });

  test("shows no more than can be read, however much there is", async () => {
    const big = new ShellPlay();
    big.machine.set(
      "big.json",
      jobFile({
        TaskGroups: [
          { Name: "g", Count: 150, Tasks: [{ Name: "t", Driver: "mock_driver", Resources: { CPU: 1, MemoryMB: 10 } }] },
        ],
      }),
    );
    await big.type("nomad job run -detach -json big.json");
    expect(big.state.world.allocations.size).toBe(150);
    expect(big.shell.complete("nomad alloc status ").candidates).toHaveLength(100);
  });
});
