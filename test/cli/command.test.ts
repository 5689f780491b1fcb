import { describe, expect, test } from "vitest";
import { commandWords, isNomadCommand, nomadCommands, runNomad } from "../../src/cli/command.js";
import { Refusal, type StubOptions, stubbedContext } from "./agentStub.js";

async function run(argv: readonly string[], options: StubOptions = {}) {
  const { context, written, requests } = stubbedContext(options);
  const exit = await runNomad(argv, context);
  return { exit, ...written, requests };
}

describe("the command line", () => {
  test.each([
    [["bogus"], 127],
    [[], 127],
    [["-h"], 0],
    [["job"], 1],
    [["job", "bogus"], 1],
    [["job", "-h"], 0],
    [["deployment", "promote", "x", "-help"], 0],
  ])("%j shows help and ends with %d", async (argv, exit) => {
    const result = await run(argv);
    expect(result.exit).toBe(exit);
    expect(result.stdout.startsWith("Usage: nomad ")).toBe(true);
    expect(result.stderr).toBe("");
  });

  test("help is made of the synopsis and the flags", async () => {
    const { stdout } = await run(["job", "promote", "-help"]);
    expect(stdout.split("\n")[0]).toBe("Usage: nomad job promote [options] <job id>");
    expect(stdout).toContain("\n  -group=<value>\n");
  });

  test("a group lists its commands", async () => {
    const { stdout } = await run(["deployment"]);
    expect(stdout).toContain(
      "\n\nSubcommands:\n    fail       Fail a deployment.\n    list       Show the deployments.\n",
    );
  });

  test("a group lists groups inside it as well, each once", async () => {
    const { stdout } = await run(["job"]);
    expect(stdout).toMatch(/\n {4}tag +Commands about names for versions of a job\.\n/);
    expect(stdout).not.toContain("tag apply");
    expect((await run(["job", "tag", "bogus"])).stdout).toMatch(/Subcommands:\n {4}apply +.*\n {4}unset +/);
    expect((await run(["scaling"])).stdout).toMatch(/Subcommands:\n {4}policy +Commands about scaling policies\./);
  });

  test.each([
    ["job pormote web", 'There is no command "nomad job pormote". Did you mean "promote"?'],
    ["sta", 'There is no command "nomad sta". Did you mean "start" or "status"?'],
    ["node pol list", 'There is no command "nomad node pol". Did you mean "pool"?'],
    ["frobnicate", "version           Show the version of Nomad that is simulated."],
  ])("nomad %s ends with what may have been meant", async (line, expected) => {
    const { context, written } = stubbedContext({});
    await runNomad(line.split(" "), context);
    expect(written.stdout).toContain(expected);
    expect(written.stdout.includes("Did you mean")).toBe(line !== "frobnicate");
  });

  test("a flag before the command", async () => {
    const { exit, stdout } = await run(["-detach", "job", "run"]);
    expect(exit).toBe(1);
    expect(
      stdout.startsWith(
        "Invalid flags before the subcommand. If these flags are for\nthe subcommand, please put them after the subcommand.\n\nUsage: nomad job run",
      ),
    ).toBe(true);
  });

  test.each([
    ["job action -job web run", "job action"],
    ["agent -dev", "agent"],
    ["operator snapshot save", "operator snapshot"],
  ])("nomad %s is not simulated", async (line, name) => {
    const { exit, stdout, stderr } = await run(line.split(" "));
    expect({ exit, stdout, stderr }).toEqual({ exit: 1, stdout: "", stderr: `"nomad ${name}" is not simulated\n` });
  });

  test("wrong arguments in both styles", async () => {
    expect((await run(["job", "promote"])).stderr).toBe(
      "This command takes one argument: <job id>\nFor additional help try 'nomad job promote -help'\n",
    );
    const { stderr, stdout } = await run(["job", "promote"], { style: "docs-2017" });
    expect(stderr.startsWith("Usage: nomad job promote")).toBe(true);
    expect(stderr).not.toContain("-namespace");
    expect(stdout).toBe("");
  });

  test("flags that 2017 did not know are refused there", async () => {
    const { exit, stderr } = await run(["job", "status", "-json"], { style: "docs-2017" });
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: "flag provided but not defined: -json\n" });
  });

  test("a refusal becomes text and a code", async () => {
    const { exit, stderr } = await run(["job", "status"], {
      answers: { "GET /v1/jobs": new Refusal(403, "Permission denied\n") },
    });
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: "Error querying jobs: Unexpected response code: 403 (Permission denied)\n",
    });
  });

  test("a flag beats its variable", async () => {
    const environment = { NOMAD_NAMESPACE: "prod", NOMAD_REGION: "north" };
    const answers = { "GET /v1/jobs": [] };
    expect((await run(["job", "status"], { environment, answers })).requests).toEqual([
      "GET /v1/jobs?namespace=prod&region=north",
    ]);
    const { requests } = await run(["job", "status", "-namespace", "dev"], { environment, answers });
    expect(requests).toEqual(["GET /v1/jobs?namespace=dev&region=north"]);
  });

  test("hints follow the variable, then the agent", async () => {
    const answers = { "GET /v1/jobs": [], "GET /v1/agent/self": { config: { UI: { ShowCLIHints: false } } } };
    const hint = "\n\n==> View and manage Nomad jobs in the Web UI: http://agent/ui/jobs\n";
    expect((await run(["job", "status"], { answers, hints: true })).stderr).toBe("");
    expect(
      (await run(["job", "status"], { answers, hints: true, environment: { NOMAD_CLI_SHOW_HINTS: "1" } })).stderr,
    ).toBe(hint);
    expect(
      (await run(["job", "status"], { answers, hints: false, environment: { NOMAD_CLI_SHOW_HINTS: "1" } })).stderr,
    ).toBe("");
  });

  test("status finds the exact ID among longer ones", async () => {
    const answers = { "PUT /v1/search": { Matches: { jobs: ["x", "x-more"], evals: null } }, "GET /v1/jobs": [] };
    const { stderr } = await run(["status", "x"], { answers });
    expect(stderr).toBe('No job(s) with prefix or ID "x" found\n');
  });

  test("several matches are listed in the pinned order of their contexts", async () => {
    const answers = { "PUT /v1/search": { Matches: { jobs: ["xa", "xb"], node_pools: ["xc"], evals: null } } };
    const { exit, stderr } = await run(["status", "x"], { answers, pins: { contexts: ["node_pools"] } });
    expect(exit).toBe(1);
    expect(stderr).toBe('Multiple matches found for id "x"\n\nNode_pools:\nxc\n\nJobs:\nxa, xb\n');
  });

  test("which words are commands", () => {
    expect(isNomadCommand(["job", "promote", "x"])).toBe(true);
    expect(isNomadCommand(["node-status"])).toBe(true);
    expect(isNomadCommand(["alloc", "logs"])).toBe(true);
    expect(isNomadCommand(["bogus"])).toBe(false);
    expect(nomadCommands()).toContain("deployment promote");
    expect(nomadCommands()).toContain("run");
  });

  test("what a command line can be made of, for completion: other names and general flags too, as the style has them", () => {
    const wordsOf = (path: string, style: "current" | "docs-2017" = "current") =>
      commandWords(style).find((words) => words.path === path);
    expect(wordsOf("job run")?.synopsis).toBe("job run [options] <path>");
    expect(wordsOf("run")?.flags).toEqual(wordsOf("job run")?.flags);
    expect(Object.keys(wordsOf("job promote")?.flags ?? {})).toEqual(
      expect.arrayContaining(["group", "detach", "verbose", "namespace", "no-color"]),
    );
    expect(wordsOf("job run")?.flags).toHaveProperty("preserve-counts");
    expect(wordsOf("job status", "docs-2017")?.flags).not.toHaveProperty("json");
  });
});
