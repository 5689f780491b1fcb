/** What an allocation holds on its node (spec 03 §10, spec 07 §17.2). */
export interface AllocatedResources {
  readonly tasks: Readonly<Record<string, AllocatedTaskResources>>;
  /** Lifecycle hook of each task; undefined for a main task. */
  readonly taskLifecycles: Readonly<Record<string, { readonly hook: string; readonly sidecar: boolean } | undefined>>;
  readonly shared: {
    readonly diskMb: number;
    readonly networks: readonly AllocatedNetwork[];
    readonly ports: readonly AllocatedPort[];
  };
}

export interface AllocatedTaskResources {
  readonly cpuShares: number;
  readonly reservedCores: readonly number[];
  readonly memoryMb: number;
  readonly memoryMaxMb: number;
  readonly networks: readonly AllocatedNetwork[];
  readonly devices: readonly AllocatedDevice[];
}

export interface AllocatedNetwork {
  readonly mode: string;
  readonly device: string;
  readonly ip: string;
  readonly mbits: number;
  readonly hostname: string;
  readonly reservedPorts: readonly NetworkPort[];
  readonly dynamicPorts: readonly NetworkPort[];
}

export interface NetworkPort {
  readonly label: string;
  readonly value: number;
  readonly to: number;
  readonly hostNetwork: string;
  readonly ignoreCollision: boolean;
}

export interface AllocatedPort {
  readonly label: string;
  readonly value: number;
  readonly to: number;
  readonly hostIp: string;
  readonly ignoreCollision: boolean;
}

export interface AllocatedDevice {
  readonly vendor: string;
  readonly type: string;
  readonly name: string;
  readonly deviceIds: readonly string[];
}

/** The amounts that fit and score are reckoned with (spec 03 §10.3). */
export interface ComparableResources {
  readonly cpu: number;
  readonly cores: readonly number[];
  readonly memoryMb: number;
  readonly diskMb: number;
}

interface Amounts {
  cpu: number;
  memoryMb: number;
}

const reckoned = new WeakMap<AllocatedResources, ComparableResources>();

/**
 * The sum over an allocation's tasks: per dimension the largest of its three phases (before, during and after the main
 * tasks), since they never run together; pinned cores come on top. Spec 03 §10.3. Remembered per resources object.
 */
export function comparableResources(resources: AllocatedResources): ComparableResources {
  const known = reckoned.get(resources);
  if (known !== undefined) return known;
  const prestart: Amounts = { cpu: 0, memoryMb: 0 };
  const main: Amounts = { cpu: 0, memoryMb: 0 };
  const stop: Amounts = { cpu: 0, memoryMb: 0 };
  const cores: number[] = [];
  let pinnedCpu = 0;
  for (const name of Object.keys(resources.tasks)) {
    const task = resources.tasks[name];
    if (task === undefined) continue;
    cores.push(...task.reservedCores);
    const pinned = task.reservedCores.length > 0;
    if (pinned) pinnedCpu += task.cpuShares;
    for (const phase of phasesOf(resources.taskLifecycles[name], prestart, main, stop)) {
      if (!pinned) phase.cpu += task.cpuShares;
      phase.memoryMb += task.memoryMb;
    }
  }
  const sum: ComparableResources = {
    cpu: Math.max(prestart.cpu, main.cpu, stop.cpu) + pinnedCpu,
    cores,
    memoryMb: Math.max(prestart.memoryMb, main.memoryMb, stop.memoryMb),
    diskMb: resources.shared.diskMb,
  };
  reckoned.set(resources, sum);
  return sum;
}

function phasesOf(
  lifecycle: { readonly hook: string; readonly sidecar: boolean } | undefined,
  prestart: Amounts,
  main: Amounts,
  stop: Amounts,
): readonly Amounts[] {
  if (lifecycle?.hook === "prestart") return lifecycle.sidecar ? [prestart, main] : [prestart];
  if (lifecycle?.hook === "poststop") return [stop];
  return [main];
}
