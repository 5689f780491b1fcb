import fc from "fast-check";
import { expect, test } from "vitest";
import type { ShellState } from "../../src/shell/state.js";
import { effort, noTimeLimit } from "../property/effort.js";
import { sameWorld } from "../property/run.js";
import { canary, jobFile, ShellPlay } from "./shellPlay.js";

/** A line that fits the cluster of now; what it names is picked by number. */
type Typing = (state: ShellState) => string;

const picked = (names: readonly string[], number: number) => names[number % Math.max(1, names.length)] ?? "none";

const jobs = {
  "plain.json": jobFile(),
  "canary.json": jobFile(canary),
  "crash.json": jobFile({
    ID: "crash",
    TaskGroups: [{ Name: "c", Tasks: [{ Name: "t", Driver: "mock_driver", Config: { run_for: "7s", exit_code: 1 } }] }],
  }),
  "hcl.nomad.hcl":
    'variable "n" { default = 2 }\njob "example" { group "g" { count = var.n\n task "t" { driver = "docker" } } }',
  "namespace.hcl": 'name = "prod"\ncapabilities { enabled_task_drivers = ["docker"] }',
  "gpu.json": '{"Name": "gpu", "Description": "d"}',
  "wrong.json": jobFile({ Datacenters: 7 }),
};

const jobName = fc.constantFrom("example", "crash", "nobody");

const typing: fc.Arbitrary<Typing> = fc.oneof(
  fc.constantFrom(...Object.keys(jobs)).map((file) => () => `nomad job run -json ${file}`),
  fc.constantFrom(...Object.keys(jobs)).map((file) => () => `nomad job run -detach -json ${file}`),
  fc.constantFrom("1s", "10s", "7m", "2h").map((time) => () => `sleep ${time}`),
  fc.constant(() => "nomad job run -detach hcl.nomad.hcl"),
  fc.constantFrom("prod", "default", "no name").map((name) => () => `nomad namespace apply -description=x '${name}'`),
  fc.constant(() => "nomad namespace apply namespace.hcl"),
  fc.constantFrom("gpu", "all").map((name) => () => `nomad node pool apply -json '${name}.json'`),
  fc.nat(9).map(
    (number): Typing =>
      ({ world }) =>
        `nomad node meta apply -node-id ${picked(world.nodes.keysArray(), number)} rack=${number}`,
  ),
  jobName.map((name) => () => `nomad job tag apply -name=v -description=d ${name}`),
  fc.constant(() => "nomad job init"),
  jobName.map((name) => () => `nomad job promote -detach ${name}`),
  jobName.map((name) => () => `nomad job stop -detach -purge ${name}`),
  jobName.map((name) => () => `timeout 20s nomad job eval ${name}`),
  jobName.map((name) => () => `nomad job status ${name}`),
  fc.nat(9).map(
    (number): Typing =>
      ({ world }) =>
        `coalmine alloc fail ${picked(world.allocations.keysArray(), number)}`,
  ),
  fc.nat(9).map(
    (number): Typing =>
      ({ world }) =>
        `nomad alloc stop -detach ${picked(world.allocations.keysArray(), number)}`,
  ),
  fc
    .constantFrom("down", "down -tasks=die", "up")
    .chain((how) => fc.constantFrom("client-1", "client-2").map((node) => () => `coalmine node ${how} ${node}`)),
  fc.constantFrom("a.txt", "plain.json").map((file) => () => `cat > ${file} <<EOF\n${jobFile({ Priority: 60 })}\nEOF`),
);

function freshShell(): ShellPlay {
  const play = new ShellPlay();
  for (const [name, text] of Object.entries(jobs)) play.machine.set(name, text);
  return play;
}

test("undo has the very World before again, redo the one after, however many lines there were", {
  timeout: noTimeLimit,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typing, { minLength: 1, maxLength: 15 }), async (lines) => {
      const play = freshShell();
      const states = [play.state];
      for (const line of lines) {
        await play.type(line(play.state));
        const after = play.state;
        await play.type("undo");
        expect(play.state.world).toBe(states.at(-1)?.world);
        expect(play.state.files).toBe(states.at(-1)?.files);
        await play.type("redo");
        expect(play.state.world).toBe(after.world);
        states.push(after);
      }
      for (const state of states.slice(0, -1).reverse()) {
        await play.type("undo");
        expect(play.state).toBe(state);
      }
    }),
    effort(60),
  );
});

test("a run that was saved and is opened leads to the same Worlds and files, step by step", {
  timeout: noTimeLimit,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typing, { maxLength: 15 }), async (lines) => {
      const play = freshShell();
      for (const line of lines) await play.type(line(play.state));
      await play.type("save run.json");
      const other = new ShellPlay();
      other.machine.set("run.json", play.machine.get("run.json") ?? "");
      await other.type("open run.json");
      for (const _ of lines) {
        expect(sameWorld(other.state.world, play.state.world)).toBe(true);
        expect(other.state.files).toEqual(play.state.files);
        await other.type("undo");
        await play.type("undo");
      }
      expect(sameWorld(other.state.world, play.state.world)).toBe(true);
    }),
    effort(60),
  );
});

test("what two saved runs of the same cluster hold is the same text", async () => {
  const play = freshShell();
  await play.type("nomad job run -json plain.json", "sleep 1h", "cat > a.txt <<EOF\nhello\nEOF", "save one.json");
  await play.type("open one.json", "save two.json");
  expect(play.machine.get("two.json")).toBe(play.machine.get("one.json"));
});
