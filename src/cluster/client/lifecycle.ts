import type { CoordinatorState, TaskRunner } from "../../model/allocationRunner.js";
import type { Task } from "../../model/task.js";

/** Where in an allocation's life a task has its place (spec 04 §9.1). */
export type Stage = "prestart" | "prestart-sidecar" | "main" | "poststart" | "poststart-sidecar" | "poststop";

export function stageOf(task: Task): Stage {
  const { lifecycle } = task;
  if (lifecycle === undefined) return "main";
  if (lifecycle.hook === "prestart") return lifecycle.sidecar ? "prestart-sidecar" : "prestart";
  if (lifecycle.hook === "poststart") return lifecycle.sidecar ? "poststart-sidecar" : "poststart";
  return lifecycle.hook === "poststop" ? "poststop" : "main";
}

const mayStart: Readonly<Record<CoordinatorState, ReadonlySet<Stage>>> = {
  init: new Set(),
  prestart: new Set<Stage>(["prestart", "prestart-sidecar"]),
  main: new Set<Stage>(["prestart-sidecar", "main"]),
  poststart: new Set<Stage>(["prestart-sidecar", "main", "poststart", "poststart-sidecar"]),
  wait: new Set<Stage>(["prestart-sidecar", "main", "poststart-sidecar"]),
  poststop: new Set<Stage>(["poststop"]),
};

/** Whether the coordinator's gate is open for a task; it holds restarts back as well. Spec 04 §9.1. */
export function gateOpen(state: CoordinatorState, task: Task): boolean {
  return mayStart[state].has(stageOf(task));
}

/** The coordinator's next state, as far as the tasks let it go: the table of spec 04 §9.1. */
export function coordinate(
  state: CoordinatorState,
  tasks: readonly Task[],
  runners: Readonly<Record<string, TaskRunner>>,
): CoordinatorState {
  let current = state;
  for (;;) {
    const next = nextState(current, tasks, runners);
    if (next === current) return current;
    current = next;
  }
}

function nextState(
  state: CoordinatorState,
  tasks: readonly Task[],
  runners: Readonly<Record<string, TaskRunner>>,
): CoordinatorState {
  const inStage = (stage: Stage) =>
    tasks.filter((task) => stageOf(task) === stage).map((task) => runners[task.name]?.state);
  const dead = (stage: Stage) => inStage(stage).every((task) => task?.state === "dead");
  const beforePoststop = tasks.filter((task) => stageOf(task) !== "poststop");
  if (state !== "poststop" && beforePoststop.every((task) => runners[task.name]?.state.state === "dead"))
    return "poststop";
  switch (state) {
    case "init":
      return "prestart";
    case "prestart": {
      const prepared = inStage("prestart").every((task) => task?.state === "dead" && !task.failed);
      const beside = inStage("prestart-sidecar").every((task) => task?.state === "running");
      return prepared && beside ? "main" : state;
    }
    case "main":
      return inStage("main").some((task) => task?.state === "pending") ? state : "poststart";
    case "poststart":
      return dead("poststart") ? "wait" : state;
    default:
      return state;
  }
}
