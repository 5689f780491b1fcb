import type { JsonObject } from "../../../src/model/json.js";
import { findJob } from "../../../src/model/snapshot.js";
import type { GroupSpec, JobSpec, UpdateSpec } from "../../builders/jobs.js";
import { group, jobJson } from "../../builders/jobs.js";
import type { Run } from "../run.js";
import type { Notebook } from "./command.js";
import { ask, Doing, namespace } from "./command.js";

/** `nomad job run` of a job file. */
export class RegisterJob extends Doing {
  readonly spec: JobSpec;

  constructor(spec: JobSpec) {
    super();
    this.spec = spec;
  }

  protected override describe(): string {
    return `register ${inBrief(this.spec)}`;
  }

  protected override act(notebook: Notebook, run: Run): string {
    notebook.files.set(this.spec.id, this.spec);
    return ask(run, { kind: "register-job", job: jobJson(this.spec) });
  }
}

const plain = group();

/** The job with what is unlike a plain group of two. */
function inBrief(spec: JobSpec): string {
  const groups = spec.groups.map(({ update, ...own }) => {
    const { update: plainUpdate, ...plainOwn } = plain;
    return `${own.name} ${JSON.stringify({ ...unlike(own, plainOwn), ...unlike(update ?? {}, plainUpdate ?? {}) })}`;
  });
  return `${spec.type} ${spec.id} of priority ${spec.priority}: ${groups.join(", ")}`;
}

function unlike(members: object, plainMembers: object): object {
  const base = new Map<string, unknown>(Object.entries(plainMembers));
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(base.get(name))),
  );
}

/** What an operator edits in a file. */
export type Edit =
  | { readonly what: "image"; readonly to: string }
  | { readonly what: "count"; readonly to: number }
  | { readonly what: "kill timeout"; readonly to: number }
  | { readonly what: "behaviour"; readonly to: JsonObject }
  | { readonly what: "cpu"; readonly to: number }
  | { readonly what: "canaries"; readonly to: number }
  | { readonly what: "parallel"; readonly to: number }
  | { readonly what: "drop the group" };

/** `nomad job run` of the file that was submitted last, with one edit; without one, of the very same file. */
export class RegisterEdited extends Doing {
  readonly jobId: string;
  readonly groupAt: number;
  readonly edit: Edit | undefined;

  constructor(jobId: string, groupAt: number, edit: Edit | undefined) {
    super();
    this.jobId = jobId;
    this.groupAt = groupAt;
    this.edit = edit;
  }

  protected override describe(): string {
    if (this.edit === undefined) return `register ${this.jobId} again`;
    return `register ${this.jobId} with ${JSON.stringify(this.edit)} in group ${this.groupAt}`;
  }

  protected override act(notebook: Notebook, run: Run): string {
    const file = notebook.files.get(this.jobId);
    if (file === undefined) return "there is no such file";
    const edited = this.edit === undefined ? file : { ...file, groups: withEdit(file.groups, this.groupAt, this.edit) };
    notebook.files.set(this.jobId, edited);
    return ask(run, { kind: "register-job", job: jobJson(edited) });
  }
}

function withEdit(groups: readonly GroupSpec[], groupAt: number, edit: Edit): readonly GroupSpec[] {
  const at = groupAt % groups.length;
  if (edit.what === "drop the group") return groups.length === 1 ? groups : groups.filter((_, index) => index !== at);
  return groups.map((spec, index) => (index === at ? edited(spec, edit) : spec));
}

function edited(spec: GroupSpec, edit: Exclude<Edit, { readonly what: "drop the group" }>): GroupSpec {
  switch (edit.what) {
    case "image":
      return { ...spec, image: edit.to };
    case "count":
      return { ...spec, count: edit.to };
    case "kill timeout":
      return { ...spec, killTimeoutMs: edit.to };
    case "behaviour":
      return { ...spec, behaviour: edit.to };
    case "cpu":
      return { ...spec, cpu: edit.to };
    case "canaries":
      return { ...spec, update: spec.update && withCanaries(spec.update, edit.to) };
    case "parallel":
      return {
        ...spec,
        update: spec.update && withCanaries({ ...spec.update, maxParallel: edit.to }, spec.update.canary),
      };
  }
}

/** None without `max_parallel`: such a group never settles, in Nomad neither (spec 01 §20 Q12). */
function withCanaries(update: UpdateSpec, wanted: number): UpdateSpec {
  const canary = update.maxParallel === 0 ? 0 : wanted;
  return { ...update, canary, autoPromote: update.autoPromote && canary > 0 };
}

/** A file that admission has to refuse. */
export class RegisterBroken extends Doing {
  readonly jobId: string;
  readonly fault: JsonObject;

  constructor(jobId: string, fault: JsonObject) {
    super();
    this.jobId = jobId;
    this.fault = fault;
  }

  protected override describe(): string {
    return `register ${this.jobId} with the fault ${JSON.stringify(this.fault)}`;
  }

  protected override act(notebook: Notebook, run: Run): string {
    const file = notebook.files.get(this.jobId);
    const json = file === undefined ? { ID: this.jobId } : jobJson(file);
    const answer = ask(run, { kind: "register-job", job: { ...json, ...this.fault } });
    if (answer === "done") throw new Error(`a broken job was registered: ${JSON.stringify(this.fault)}`);
    return answer;
  }
}

/** `nomad job stop`, with `-purge` or without. */
export class StopJob extends Doing {
  readonly jobId: string;
  readonly purge: boolean;

  constructor(jobId: string, purge: boolean) {
    super();
    this.jobId = jobId;
    this.purge = purge;
  }

  protected override describe(): string {
    return `${this.purge ? "purge" : "stop"} ${this.jobId}`;
  }

  protected override act(_: Notebook, run: Run): string {
    return ask(run, { kind: "deregister-job", namespace, jobId: this.jobId, purge: this.purge });
  }
}

/** `nomad job revert`, to a version counted back from the current one. */
export class RevertJob extends Doing {
  readonly jobId: string;
  readonly back: number;

  constructor(jobId: string, back: number) {
    super();
    this.jobId = jobId;
    this.back = back;
  }

  protected override describe(): string {
    return `revert ${this.jobId} by ${this.back}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const version = (findJob(run.world, namespace, this.jobId)?.version ?? 0) - this.back;
    return ask(run, { kind: "revert-job", namespace, jobId: this.jobId, version });
  }
}

/** `nomad job scale`. */
export class ScaleJob extends Doing {
  readonly jobId: string;
  readonly groupAt: number;
  readonly count: number;

  constructor(jobId: string, groupAt: number, count: number) {
    super();
    this.jobId = jobId;
    this.groupAt = groupAt;
    this.count = count;
  }

  protected override describe(): string {
    return `scale group ${this.groupAt} of ${this.jobId} to ${this.count}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const groups = findJob(run.world, namespace, this.jobId)?.taskGroups ?? [];
    const group = groups[this.groupAt % Math.max(1, groups.length)]?.name ?? "none";
    return ask(run, { kind: "scale-job", namespace, jobId: this.jobId, group, count: this.count, message: "" });
  }
}

/** `nomad job eval`, with `-force-reschedule` or without. */
export class EvaluateJob extends Doing {
  readonly jobId: string;
  readonly force: boolean;

  constructor(jobId: string, force: boolean) {
    super();
    this.jobId = jobId;
    this.force = force;
  }

  protected override describe(): string {
    return `evaluate ${this.jobId}${this.force ? " with -force-reschedule" : ""}`;
  }

  protected override act(_: Notebook, run: Run): string {
    return ask(run, { kind: "evaluate-job", namespace, jobId: this.jobId, forceReschedule: this.force });
  }
}

/** The registered version is marked stable. Others would replace the registered job, a quirk that is tested elsewhere. */
export class MarkStable extends Doing {
  readonly jobId: string;

  constructor(jobId: string) {
    super();
    this.jobId = jobId;
  }

  protected override describe(): string {
    return `mark ${this.jobId} stable`;
  }

  protected override act(_: Notebook, run: Run): string {
    const version = findJob(run.world, namespace, this.jobId)?.version ?? 0;
    return ask(run, { kind: "mark-job-stable", namespace, jobId: this.jobId, version, stable: true });
  }
}
