import type { Job } from "../../../model/job.js";
import type { TaskGroup } from "../../../model/taskGroup.js";
import type { ClassVerdicts } from "../stack.js";
import { escapesClass } from "./targets.js";

/** What is known of one computed class: undefined where nothing is yet. */
export interface ClassRecord {
  job: boolean | undefined;
  /** By the number of the group in the attempt. */
  readonly groups: (boolean | undefined)[];
}

/**
 * What an attempt has learnt about computed classes: the first node of a class that is looked at decides for the class,
 * except where a constraint asks for what nodes of a class do not share. Spec 03 §8.2.
 */
export class ClassMemory {
  readonly #groupNumbers = new Map<string, number>();
  #records = new Map<string, ClassRecord>();
  #jobEscaped = false;
  #escapedGroups: ReadonlySet<string> = new Set();

  setJob(job: Job): void {
    this.#jobEscaped = constraintsEscape(job.constraints);
    this.#escapedGroups = new Set(job.taskGroups.filter(groupEscapes).map((group) => group.name));
  }

  get jobEscaped(): boolean {
    return this.#jobEscaped;
  }

  groupEscaped(group: string): boolean {
    return this.#escapedGroups.has(group);
  }

  /** The place of a group's verdicts in {@link ClassRecord.groups}. */
  numberOf(group: string): number {
    let number = this.#groupNumbers.get(group);
    if (number === undefined) {
      number = this.#groupNumbers.size;
      this.#groupNumbers.set(group, number);
    }
    return number;
  }

  /** The record of a class, for reading and writing; good until {@link ClassMemory.forget}. */
  record(computedClass: string): ClassRecord {
    let record = this.#records.get(computedClass);
    if (record === undefined) {
      record = { job: undefined, groups: [] };
      this.#records.set(computedClass, record);
    }
    return record;
  }

  /** Verdicts and the groups' marks go, the job's mark stays: system jobs begin anew at each node (spec 03 §13.1). */
  forget(): void {
    this.#records = new Map();
    this.#escapedGroups = new Set();
  }

  /** Feasible for any group means eligible, unless the job's own constraints say no (spec 03 §8.2). */
  verdicts(missingNonNodeResources: readonly string[]): ClassVerdicts {
    if (this.#jobEscaped || this.#escapedGroups.size > 0) {
      return { escaped: true, eligibility: undefined, missingNonNodeResources };
    }
    const eligibility: Record<string, boolean> = {};
    for (const [computedClass, record] of this.#records) {
      const verdict = verdictOf(record);
      if (verdict !== undefined) eligibility[computedClass] = verdict;
    }
    return { escaped: false, eligibility, missingNonNodeResources };
  }
}

function verdictOf(record: ClassRecord): boolean | undefined {
  if (record.job === false) return false;
  const groups = record.groups.filter((verdict) => verdict !== undefined);
  return groups.length === 0 ? record.job : groups.includes(true);
}

function groupEscapes(group: TaskGroup): boolean {
  return (
    constraintsEscape(group.constraints) ||
    group.tasks.some((task) => constraintsEscape(task.constraints)) ||
    Object.values(group.volumes).some((volume) => volume.type === "csi")
  );
}

function constraintsEscape(constraints: TaskGroup["constraints"]): boolean {
  return constraints.some(({ leftTarget, rightTarget }) => escapesClass(leftTarget) || escapesClass(rightTarget));
}
