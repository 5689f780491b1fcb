import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { updatesOf } from "../builders/updates.js";

const at0 = { start_block_for: "0s" };

function hook(name: string, hookName: string, config: JsonObject, sidecar = false): JsonObject {
  return task({ Name: name, Lifecycle: { Hook: hookName, Sidecar: sidecar }, Config: { ...at0, ...config } });
}

function main(config: JsonObject = {}, given: JsonObject = {}): JsonObject {
  return task({ Config: { ...at0, ...config }, ...given });
}

function playWith(tasks: readonly JsonObject[], given: JsonObject = {}): { play: Play; updates: readonly string[] } {
  const play = new Play({ nodes: 1 });
  const updates = updatesOf(play);
  play.register(job(0, {}, [group({ Count: 1, ReschedulePolicy: noReschedule, Tasks: tasks, ...given })]));
  return { play, updates };
}

/** `second Type` of each event, by task. */
function types(play: Play, name: string): readonly string[] {
  return play.events(play.newest(0), name).map((line) => line.replace(/:.*/, ""));
}

function stop(play: Play): void {
  play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
}

describe("spec 04 §9.1: who may start", () => {
  test("prestart before main, poststart after main has started, poststop after everything", () => {
    const { play, updates } = playWith([
      hook("init", "prestart", { run_for: "5s" }),
      main({ start_block_for: "3s" }),
      hook("hello", "poststart", { start_block_for: "1s", run_for: "2s" }),
      hook("bye", "poststop", { run_for: "4s" }),
    ]);
    play.at(60);
    expect(types(play, "init")).toEqual(["0 Received", "0 Task Setup", "0 Started", "5 Terminated"]);
    expect(types(play, "main")).toEqual(["0 Received", "5 Task Setup", "8 Started"]);
    expect(types(play, "hello")).toEqual(["0 Received", "8 Task Setup", "9 Started", "11 Terminated"]);
    expect(types(play, "bye")).toEqual(["0 Received"]);
    stop(play);
    play.at(100);
    expect(types(play, "main").slice(3)).toEqual(["60 Killing", "60 Terminated", "60 Killed"]);
    expect(types(play, "bye")).toEqual(["0 Received", "60 Task Setup", "60 Started", "64 Terminated"]);
    expect(updates).toEqual([
      "0 running (Tasks are running)",
      "5 pending (No tasks have started)",
      "8 running (Tasks are running)",
      // The latest start that counts is another one when hello is done, so ten seconds begin anew (02 §6.3 step 5).
      "21 healthy",
      "64 complete (All tasks have completed)",
    ]);
  });

  test("a prestart sidecar has to run before main starts, and stays", () => {
    const { play } = playWith([hook("proxy", "prestart", { start_block_for: "5s" }, true), main()]);
    play.at(60);
    expect(types(play, "proxy")).toEqual(["0 Received", "0 Task Setup", "5 Started"]);
    expect(types(play, "main")).toEqual(["0 Received", "5 Task Setup", "5 Started"]);
  });

  test("a prestart task that fails: main never starts, poststop runs", () => {
    const { play, updates } = playWith(
      [hook("init", "prestart", { run_for: "5s", exit_code: 1 }), main(), hook("bye", "poststop", { run_for: "4s" })],
      { RestartPolicy: noRestarts },
    );
    play.at(60);
    expect(types(play, "init")).toEqual([
      "0 Received",
      "0 Task Setup",
      "0 Started",
      "5 Terminated",
      "5 Not Restarting",
      "5 Alloc Unhealthy",
    ]);
    expect(play.events(play.newest(0), "main").slice(1)).toEqual([
      `5 Sibling Task Failed: Task's sibling "init" failed`,
      "5 Killing: Sent interrupt. Waiting 5s before force killing",
    ]);
    expect(types(play, "bye").slice(1)).toEqual(["5 Task Setup", "5 Started", "9 Terminated"]);
    expect(updates[0]).toBe("0 running (Tasks are running)");
    expect(updates[1]).toBe("5 failed (Failed tasks) unhealthy");
  });

  test("a closed gate holds a restart back: the prestart task that ended too early comes again", () => {
    const policy = { Attempts: 3, Delay: seconds(5), Interval: seconds(600), Mode: "fail" };
    const { play } = playWith([hook("proxy", "prestart", { run_for: "20s", exit_code: 1 }, true), main()], {
      RestartPolicy: policy,
    });
    play.at(30);
    expect(types(play, "proxy")).toEqual([
      "0 Received",
      "0 Task Setup",
      "0 Started",
      "20 Terminated",
      "20 Restarting",
      "25 Started",
    ]);
  });

  test("a finished poststart task and a waiting poststop task do not hinder health", () => {
    const { play } = playWith([main(), hook("hello", "poststart", { run_for: "1s" }), hook("bye", "poststop", {})]);
    play.at(60);
    expect(play.newest(0).deploymentStatus?.healthy).toBe(true);
    expect(play.deployment().status).toBe("successful");
  });

  test("a main task of a service that ends without failure is started again, a poststop task is not", () => {
    const policy = { Attempts: 3, Delay: seconds(5), Interval: seconds(600), Mode: "fail" };
    const { play } = playWith([main({ run_for: "20s" }), hook("bye", "poststop", { run_for: "1s" })], {
      RestartPolicy: policy,
    });
    play.at(22);
    expect(play.task(play.newest(0))).toMatchObject({ state: "pending", restarts: 1, failed: false });
    stop(play);
    play.at(60);
    expect(play.task(play.newest(0), "bye")).toMatchObject({ state: "dead", restarts: 0, failed: false });
  });
});

describe("spec 04 §9.3, §9.4: who goes when", () => {
  const slow = (name: string, delay: number, given: JsonObject = {}) =>
    main({}, { Name: name, ShutdownDelay: seconds(delay), ...given });

  test("group delay, leader, the other tasks, sidecars, poststop: each waits for the one before", () => {
    const { play, updates } = playWith(
      [
        slow("lead", 2, { Leader: true }),
        slow("web", 3),
        slow("proxy", 5, { Lifecycle: { Hook: "prestart", Sidecar: true } }),
        hook("bye", "poststop", { run_for: "7s" }),
      ],
      { ShutdownDelay: seconds(10) },
    );
    play.at(60);
    stop(play);
    play.at(200);
    expect(types(play, "lead").slice(3)).toEqual([
      "70 Killing",
      "70 Waiting for shutdown delay",
      "72 Terminated",
      "72 Killed",
    ]);
    expect(types(play, "web").slice(3)).toEqual([
      "72 Killing",
      "72 Waiting for shutdown delay",
      "75 Terminated",
      "75 Killed",
    ]);
    expect(types(play, "proxy").slice(3)).toEqual([
      "75 Main Tasks Dead",
      "75 Killing",
      "75 Waiting for shutdown delay",
      "80 Terminated",
      "80 Killed",
    ]);
    expect(types(play, "bye").slice(1)).toEqual(["80 Task Setup", "80 Started", "87 Terminated"]);
    expect(updates.at(-1)).toBe("87 complete (All tasks have completed)");
  });

  test("a dead leader takes the rest along; the servers hear of it when all are down", () => {
    const { play, updates } = playWith([
      main({ run_for: "30s" }, { Name: "lead", Leader: true, RestartPolicy: noRestarts }),
      slow("web", 4),
      slow("proxy", 3, { Lifecycle: { Hook: "prestart", Sidecar: true } }),
    ]);
    // A leader of a service that ends without failure is not restarted only if its policy allows none; then it failed.
    play.at(60);
    expect(types(play, "lead").slice(3)).toEqual(["30 Terminated", "30 Not Restarting"]);
    expect(types(play, "web").slice(3)).toEqual([
      "30 Sibling Task Failed",
      "30 Killing",
      "30 Waiting for shutdown delay",
      "34 Terminated",
      "34 Killed",
    ]);
    expect(types(play, "proxy").slice(3)).toEqual([
      "30 Sibling Task Failed",
      "34 Killing",
      "34 Waiting for shutdown delay",
      "37 Terminated",
      "37 Killed",
    ]);
    expect(updates.slice(-1)).toEqual(["37 failed (Failed tasks)"]);
  });

  test("a leader that ends well in a batch job: Leader Task Dead, the allocation completes", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    const tasks = [
      main({ run_for: "30s" }, { Name: "lead", Leader: true }),
      main({}, { Name: "web" }),
      hook("proxy", "prestart", {}, true),
    ];
    play.register(job(0, { Type: "batch" }, [group({ Count: 1, Tasks: tasks })]));
    play.at(60);
    expect(play.events(play.newest(0), "web").slice(3)).toEqual([
      "30 Leader Task Dead: Leader Task in Group dead",
      "30 Killing: Sent interrupt. Waiting 5s before force killing",
      "30 Terminated: Exit Code: 0",
      "30 Killed: Task successfully killed",
    ]);
    expect(types(play, "proxy").slice(3)).toEqual(["30 Leader Task Dead", "30 Killing", "30 Terminated", "30 Killed"]);
    expect(updates).toEqual(["0 running (Tasks are running)", "30 complete (All tasks have completed)"]);
  });

  test("when the main tasks of a batch job are done, its sidecars go", () => {
    const play = new Play({ nodes: 1 });
    const tasks = [main({ run_for: "30s" }), hook("proxy", "prestart", {}, true)];
    play.register(job(0, { Type: "batch" }, [group({ Count: 1, Tasks: tasks })]));
    play.at(60);
    expect(play.events(play.newest(0), "proxy").slice(3)).toEqual([
      "30 Main Tasks Dead: Main tasks in the group died",
      "30 Killing: Sent interrupt. Waiting 5s before force killing",
      "30 Terminated: Exit Code: 0",
      "30 Killed: Task successfully killed",
    ]);
    expect(play.newest(0).clientStatus).toBe("complete");
  });

  test("a task that ended before the stop gets no event, a task between two starts dies with Killing alone", () => {
    const policy = { Attempts: 3, Delay: seconds(15), Interval: seconds(600), Mode: "fail" };
    const { play } = playWith([hook("init", "prestart", { run_for: "1s" }), main({ run_for: "20s" })], {
      RestartPolicy: policy,
    });
    play.at(25);
    stop(play);
    expect(types(play, "init").at(-1)).toBe("1 Terminated");
    expect(types(play, "main").slice(2)).toEqual(["1 Started", "21 Terminated", "21 Restarting", "25 Killing"]);
    expect(play.task(play.newest(0))).toMatchObject({ state: "dead", failed: false });
    expect(play.newest(0).clientStatus).toBe("complete");
  });

  test("the process ends by itself during its shutdown delay: the usual decision, but it dies without Killed", () => {
    const policy = { Attempts: 3, Delay: seconds(15), Interval: seconds(600), Mode: "fail" };
    const { play } = playWith([main({ run_for: "20s", exit_code: 3 }, { ShutdownDelay: seconds(30) })], {
      RestartPolicy: policy,
    });
    play.at(15);
    stop(play);
    play.at(100);
    expect(types(play, "main").slice(3)).toEqual([
      "15 Killing",
      "15 Waiting for shutdown delay",
      "20 Terminated",
      "20 Restarting",
    ]);
    expect(play.task(play.newest(0))).toMatchObject({ state: "dead", failed: false });
    expect(play.newest(0).clientStatus).toBe("complete");
  });

  test("the same with a policy that gives up: it even counts as failed", () => {
    const { play } = playWith([main({ run_for: "20s", exit_code: 3 }, { ShutdownDelay: seconds(30) })], {
      RestartPolicy: noRestarts,
    });
    play.at(15);
    stop(play);
    play.at(100);
    expect(types(play, "main").slice(5)).toEqual(["20 Terminated", "20 Not Restarting"]);
    expect(play.task(play.newest(0))).toMatchObject({ state: "dead", failed: true });
    expect(play.newest(0).clientStatus).toBe("failed");
  });

  test("a sibling's death that waits longer than the healthy deadline is still reported once, at its end", () => {
    const { play, updates } = playWith([main({ run_for: "5s", exit_code: 1 }), main({}, { Name: "web" })], {
      RestartPolicy: noRestarts,
      ShutdownDelay: seconds(400),
    });
    play.at(600);
    expect(updates).toEqual(["0 running (Tasks are running)", "405 failed (Failed tasks) unhealthy"]);
  });
});

describe("spec 04 §9.2: the gate before the first start", () => {
  test("a replacement waits for the old allocation's end, silently, and its health is watched from then on", () => {
    const play = new Play({ nodes: 1 });
    const slow = (version: number) =>
      job(version, {}, [group({ Count: 1, Tasks: [main({}, { ShutdownDelay: seconds(20) })] })]);
    const updates = updatesOf(play);
    play.register(slow(0));
    play.at(60);
    play.begin();
    const told = updates.length;
    play.register(slow(1));
    play.at(19);
    expect(play.newest(0)).toMatchObject({ clientStatus: "pending", clientDescription: "", taskStates: {} });
    play.at(60);
    expect(updates.slice(told)).toEqual([
      "0 pending (No tasks have started)",
      "20 complete (All tasks have completed)",
      "20 running (Tasks are running)",
      "30 healthy",
    ]);
  });

  test("a canary waits for nobody", () => {
    const play = new Play({ nodes: 1 });
    const slow = (version: number, update: JsonObject) =>
      job(version, {}, [group({ Count: 1, Update: update, Tasks: [main({}, { ShutdownDelay: seconds(20) })] })]);
    play.register(slow(0, {}));
    play.at(60);
    play.register(slow(1, { Canary: 1 }));
    expect(play.newest(0)).toMatchObject({ clientStatus: "running", previousAllocation: undefined });
  });

  test("the purge of a job lets those start that wait for its allocations", () => {
    const play = new Play({ nodes: [{ name: "small", cpu: 500 }] });
    play.does({
      kind: "configure-scheduler",
      configuration: {
        ...play.world.schedulerConfiguration,
        preemption: { system: true, sysbatch: true, batch: true, service: true },
      },
    });
    const wide = (given: JsonObject) => main({}, { Resources: { CPU: 400, MemoryMB: 64 }, ...given });
    play.register(
      job(0, { ID: "low", Name: "low", Priority: 10 }, [
        group({ Count: 1, Tasks: [wide({ ShutdownDelay: seconds(300) })] }),
      ]),
    );
    play.at(30);
    play.register(job(0, { Priority: 90 }, [group({ Count: 1, Tasks: [wide({})] })]));
    play.at(60);
    expect(play.newest(0).clientStatus).toBe("pending");
    play.does({ kind: "deregister-job", namespace: "default", jobId: "low", purge: true });
    play.at(61);
    expect(play.newest(0).clientStatus).toBe("running");
  });
});
