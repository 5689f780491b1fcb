import type { Job } from "../../../model/job.js";
import type { Snapshot } from "../../../model/snapshot.js";
import type { NetworkAsk, TaskGroup } from "../../../model/taskGroup.js";
import type { PlanDraft } from "../../planDraft.js";
import type { GroupAsk } from "../groupAsk.js";
import type { NodeView } from "../nodeView.js";
import type { ClassVerdicts } from "../stack.js";
import { ClassMemory } from "./classMemory.js";
import { firstBroken } from "./constraints.js";
import { devicesPresent } from "./devices.js";
import { DistinctProperties } from "./distinct.js";
import { driversPresent, secretsPresent } from "./drivers.js";
import { networkMissing } from "./network.js";
import { csiSources, hostVolumesPresent } from "./volumes.js";

const classIneligible = "computed class ineligible";

/**
 * Which nodes can run a group at all, and why the others cannot: the checks in Nomad's order, with verdicts remembered
 * by computed class. Spec 03 §6.6 stages 2 to 4, §8.
 */
export class Feasibility {
  readonly #state: Snapshot;
  readonly #plan: PlanDraft;
  readonly #classes = new ClassMemory();
  readonly #distinctProperties = new Map<string, DistinctProperties>();
  readonly #missingVolumes = new Set<string>();
  #properties: DistinctProperties | undefined;
  /** Of the last group that had a network block: groups without one are checked by it as well (spec 03 §8.1). */
  #network: NetworkAsk | undefined;
  /** Of the selection that goes on: whether verdicts hold for classes, and where the group's are. */
  #jobCounts = true;
  #groupCounts = true;
  #groupNumber = 0;

  constructor(state: Snapshot, plan: PlanDraft) {
    this.#state = state;
    this.#plan = plan;
  }

  setJob(job: Job): void {
    this.#classes.setJob(job);
    this.#distinctProperties.clear();
  }

  /** Views that remember a record have to drop it. */
  forgetClasses(): void {
    this.#classes.forget();
  }

  /** Gets ready for one selection of the group. */
  begin(job: Job, group: TaskGroup): void {
    this.#network = group.networks[0] ?? this.#network;
    this.#jobCounts = !this.#classes.jobEscaped;
    this.#groupCounts = !this.#classes.groupEscaped(group.name);
    this.#groupNumber = this.#classes.numberOf(group.name);
    let properties = this.#distinctProperties.get(group.name);
    if (properties === undefined) {
      properties = new DistinctProperties(this.#state, this.#plan, job, group);
      this.#distinctProperties.set(group.name, properties);
    }
    this.#properties = properties.exist ? properties : undefined;
    this.#properties?.catchUp();
  }

  /** Why the node is filtered, or undefined. @param distinctHosts Whether that rule counts (not for system jobs). */
  filterReason(view: NodeView, ask: GroupAsk, allocationName: string, distinctHosts: boolean): string | undefined {
    return (
      this.#classReason(view, ask) ??
      this.#volumeReason(view, ask, allocationName) ??
      (distinctHosts && ask.distinctHosts !== undefined ? hostTaken(view, ask) : undefined) ??
      this.#properties?.usedUp(view.node)
    );
  }

  verdicts(): ClassVerdicts {
    return this.#classes.verdicts([...this.#missingVolumes]);
  }

  /** The job's constraints are checked on every node, the group's once a class (spec 03 §8.2). */
  #classReason(view: NodeView, ask: GroupAsk): string | undefined {
    view.classRecord ??= this.#classes.record(view.node.computedClass);
    const record = view.classRecord;
    if (this.#jobCounts && record.job === false) return classIneligible;
    const broken = view.brokenJobConstraint(ask);
    if (this.#jobCounts) record.job = broken === undefined;
    if (broken !== undefined) return broken;
    const known = this.#groupCounts ? record.groups[this.#groupNumber] : undefined;
    if (known === true) return undefined;
    if (known === false) return classIneligible;
    const reason = this.#groupReason(view, ask);
    if (this.#groupCounts) record.groups[this.#groupNumber] = reason === undefined;
    return reason;
  }

  #groupReason({ node }: NodeView, ask: GroupAsk): string | undefined {
    if (!driversPresent(node, ask.drivers)) return "missing drivers";
    const broken = firstBroken(ask.groupConstraints, node);
    if (broken !== undefined) return broken.text;
    if (!devicesPresent(node, ask.devices)) return "missing devices";
    const network = networkMissing(node, this.#network);
    if (network !== undefined) return network;
    return secretsPresent(node, ask.secretAttributes) ? undefined : "missing secrets provider";
  }

  #volumeReason({ node }: NodeView, ask: GroupAsk, allocationName: string): string | undefined {
    const { host, csi } = ask.volumes;
    if (host.length > 0 && !hostVolumesPresent(node, host, allocationName)) return "missing compatible host volumes";
    if (csi.length === 0) return undefined;
    const sources = csiSources(csi, allocationName);
    for (const source of sources) this.#missingVolumes.add(`csi-volume:${ask.job.namespace}:${source}`);
    return `missing CSI volume(s) ${sources.join(", ")}`;
  }
}

function hostTaken(view: NodeView, ask: GroupAsk): string | undefined {
  const mates = ask.distinctHosts === "job" ? view.jobMates : view.groupMates;
  return mates > 0 ? "distinct_hosts" : undefined;
}
