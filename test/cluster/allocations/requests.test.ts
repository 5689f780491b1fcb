import { describe, expect, it } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, minutes, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

type Restart = OutsideAction & { readonly kind: "restart-allocation" };
type Signal = OutsideAction & { readonly kind: "signal-allocation" };

const received = ["0 Received: Task received by client", "0 Task Setup: Building Task Directory"];
const started = [...received, "1 Started: Task started by client"];

/** One allocation of tasks that need a second to start. */
function playOf(tasks: readonly JsonObject[], given: JsonObject = {}): Play {
  const play = new Play();
  play.register(job(0, {}, [group({ Count: 1, Tasks: tasks, ...given })]));
  play.at(10);
  return play;
}

const twoTasks = [task(), task({ Name: "side" })];

function restart(play: Play, given: Partial<Restart> = {}): Restart {
  return { kind: "restart-allocation", allocationId: play.newest(0).id, allTasks: false, ...given };
}

function signal(play: Play, given: Partial<Signal> = {}): Signal {
  return { kind: "signal-allocation", allocationId: play.newest(0).id, signal: "SIGUSR1", ...given };
}

describe("restarting an allocation (spec 04 §10, 07 §15)", () => {
  it("restarts one task and leaves the other alone", () => {
    const play = playOf(twoTasks);
    expect(play.does(restart(play, { task: "main" })).index).toBe(0);
    expect(play.newest(0).clientStatus).toBe("running");
    play.at(20);
    expect(play.events(play.newest(0))).toEqual([
      ...started,
      "10 Restart Signaled: User requested task to restart",
      "10 Terminated: Exit Code: 0",
      "10 Restarting: Task restarting in 0s",
      "11 Started: Task started by client",
    ]);
    expect(play.task(play.newest(0)).restarts).toBe(1);
    expect(play.events(play.newest(0), "side")).toEqual(started);
  });

  it("restarts all that run, each after its start takes as long as before", () => {
    const play = playOf(twoTasks);
    play.does(restart(play));
    expect(play.newest(0)).toMatchObject({ clientStatus: "pending", clientDescription: "No tasks have started" });
    play.at(20);
    for (const name of ["main", "side"]) {
      expect(play.events(play.newest(0), name)).toEqual([
        ...started,
        "10 Restart Signaled: User requested running tasks to restart",
        "10 Terminated: Exit Code: 0",
        "10 Restarting: Task restarting in 0s",
        "11 Started: Task started by client",
      ]);
    }
    expect(play.newest(0).clientStatus).toBe("running");
  });

  it("uses up no attempt of the restart policy", () => {
    const once = { Attempts: 1, Interval: minutes(30), Delay: seconds(1), Mode: "fail" };
    const play = playOf([task()], { RestartPolicy: once });
    for (const second of [10, 20, 30]) {
      play.at(second);
      play.does(restart(play));
    }
    play.at(40);
    play.fail(play.newest(0));
    play.at(50);
    expect(play.task(play.newest(0))).toMatchObject({ state: "running", restarts: 4 });
  });

  it("restarts all tasks in the order of their lifecycle hooks, those that ended too, but not those for the end", () => {
    const prepare = task({ Name: "prepare", Lifecycle: { Hook: "prestart" }, Config: { run_for: "2s" } });
    const cleanUp = task({ Name: "clean", Lifecycle: { Hook: "poststop" } });
    const play = playOf([task(), prepare, cleanUp]);
    play.does(restart(play, { allTasks: true }));
    play.at(20);
    expect(play.events(play.newest(0), "prepare").slice(-5)).toEqual([
      "3 Terminated: Exit Code: 0",
      "10 Restart Signaled: User requested all tasks to restart",
      "10 Restarting: Task restarting in 0s",
      "11 Started: Task started by client",
      "13 Terminated: Exit Code: 0",
    ]);
    expect(play.events(play.newest(0)).slice(-4)).toEqual([
      "10 Restart Signaled: User requested all tasks to restart",
      "10 Terminated: Exit Code: 0",
      "10 Restarting: Task restarting in 0s",
      "13 Started: Task started by client",
    ]);
    expect(play.events(play.newest(0), "clean")).toEqual(["0 Received: Task received by client"]);
  });

  it("begins the time of a task's work anew", () => {
    const play = playOf([task({ Config: { run_for: "15s" } })]);
    play.does(restart(play));
    play.at(25);
    expect(play.task(play.newest(0)).state).toBe("running");
  });

  it.each<[string, Partial<Restart>, string]>([
    ["an unknown allocation", { allocationId: "nobody" }, `404 Unknown allocation "nobody"`],
    ["an unknown task", { task: "nosuch" }, "500 Could not find task runner for task: nosuch"],
    ["a task and all", { task: "main", allTasks: true }, "500 task name cannot be set when restarting all tasks"],
    ["a task that does not run", { task: "late" }, "500 Task not running"],
  ])("refuses %s", (_what, given, expected) => {
    const play = playOf([task(), task({ Name: "late", Config: { start_block_for: "60s" } })]);
    expect(play.refuses(restart(play, given))).toBe(expected);
  });

  it("refuses an allocation that is over, and one whose client is cut off", () => {
    const play = playOf([task()]);
    const request = restart(play);
    play.does({ kind: "cut-off-node", nodeId: play.newest(0).nodeId, tasksDie: false });
    expect(play.refuses(request)).toBe("404 No path to node");
    play.does({ kind: "reconnect-node", nodeId: play.newest(0).nodeId });
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    for (const allTasks of [false, true]) {
      expect(play.refuses({ ...request, allTasks })).toBe("500 restart of an alloc that should not run");
    }
    expect(play.refuses({ ...request, task: "main" })).toBe("500 Task not running");
    play.at(60);
    expect(play.refuses(request)).toBe("500 restart of an alloc that should not run");
  });
});

describe("signalling an allocation (spec 04 §8.3, 07 §15)", () => {
  it.each([
    ["one task", "side", [started, [...started, "10 Signaling: Task being sent a signal"]]],
    ["all that run", undefined, Array(2).fill([...started, "10 Signaling: Task being sent a signal"])],
  ])("tells %s and changes nothing else", (_what, name, expected) => {
    const play = playOf(twoTasks);
    expect(play.does(signal(play, { task: name, signal: "SIGKILL" })).index).toBe(0);
    play.at(20);
    expect([play.events(play.newest(0)), play.events(play.newest(0), "side")]).toEqual(expected);
  });

  it("ends a process of another driver with SIGKILL, and the restart policy decides", () => {
    const play = playOf([task({ Driver: "docker", Config: { image: "redis" } })]);
    play.does(signal(play, { signal: "SIGHUP" }));
    play.does(signal(play, { signal: "SIGKILL" }));
    play.at(20);
    expect(play.events(play.newest(0)).slice(-4)).toEqual([
      "10 Signaling: Task being sent a signal",
      "10 Signaling: Task being sent a signal",
      "10 Terminated: Exit Code: 137, Signal: 9",
      "10 Restarting: Task restarting in 15s",
    ]);
  });

  it.each<[string, Partial<Signal>, string]>([
    ["an unknown allocation", { allocationId: "nobody" }, `404 Unknown allocation "nobody"`],
    ["an unknown task", { task: "nosuch" }, "500 Task not found"],
    ["a task that does not run", { task: "late" }, "500 Task not running"],
  ])("refuses %s", (_what, given, expected) => {
    const play = playOf([task(), task({ Name: "late", Config: { start_block_for: "60s" } })]);
    expect(play.refuses(signal(play, given))).toBe(expected);
  });

  it("refuses an allocation in which no task runs, one line for each", () => {
    const play = playOf(twoTasks);
    const request = signal(play);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(60);
    expect(play.refuses(request)).toBe(
      "500 2 errors occurred:\n\t* Failed to signal task: main, err: Task not running\n\t* Failed to signal task: side, err: Task not running\n\n",
    );
    expect(play.refuses({ ...request, task: "main" })).toBe("500 Task not running");
  });
});

describe("max_run_duration (spec 04 §8.5)", () => {
  const hurried = (given: JsonObject = {}, tasks: readonly JsonObject[] = [task()]) =>
    job(0, { Type: "batch" }, [group({ Count: 1, MaxRunDuration: seconds(30), Tasks: tasks, ...given })]);

  it("ends an allocation that long after its creation, whatever was restarted meanwhile", () => {
    const play = new Play();
    play.register(hurried());
    play.at(20);
    play.does(restart(play));
    play.at(29);
    expect(play.newest(0).clientStatus).toBe("running");
    play.at(30);
    expect(play.newest(0)).toMatchObject({
      clientStatus: "complete",
      clientDescription: "allocation exceeded max_run_duration",
      desiredStatus: "run",
    });
    expect(play.events(play.newest(0)).slice(-3)).toEqual([
      "30 Killing: allocation exceeded max_run_duration",
      "30 Terminated: Exit Code: 0",
      "30 Killed: Task successfully killed",
    ]);
    expect(play.job().status).toBe("dead");
    expect(play.allocations(), "it counts as done").toHaveLength(1);
  });

  it("is complete from the first kill on, before the tasks are down", () => {
    const play = new Play();
    play.register(hurried({}, [task({ ShutdownDelay: seconds(5) })]));
    play.at(31);
    expect(play.newest(0).clientStatus).toBe("complete");
    expect(play.task(play.newest(0)).state).toBe("pending");
    play.at(36);
    expect(play.task(play.newest(0)).state).toBe("dead");
  });

  it("lets poststop tasks die without a start", () => {
    const play = new Play();
    play.register(hurried({}, [task(), task({ Name: "clean", Lifecycle: { Hook: "poststop" } })]));
    play.at(40);
    expect(play.events(play.newest(0), "clean")).toEqual([
      "0 Received: Task received by client",
      "30 Killing: allocation exceeded max_run_duration",
    ]);
  });
});
