import { indexOfName } from "../../../model/allocation.js";
import type { Node } from "../../../model/node.js";
import type { TaskGroup, VolumeRequest } from "../../../model/taskGroup.js";

/** A group's volume requests by kind, in the order of their names. */
export interface VolumeAsk {
  readonly host: readonly VolumeRequest[];
  readonly csi: readonly VolumeRequest[];
}

export function volumeAskOf(group: TaskGroup): VolumeAsk {
  const requests = Object.keys(group.volumes)
    .sort()
    .flatMap((name) => group.volumes[name] ?? []);
  return {
    host: requests.filter((request) => request.type === "host"),
    csi: requests.filter((request) => request.type === "csi"),
  };
}

/**
 * Whether a node has a host volume for each request. A read-only volume does not serve a writer and a static one is
 * never sticky. Volumes that were made at run time are in no table of this World, so none of them is ready.
 * Spec 03 §8.5.
 */
export function hostVolumesPresent(node: Node, requests: readonly VolumeRequest[], allocationName: string): boolean {
  return requests.every((request) => {
    const volume = node.hostVolumes[sourceOf(request, allocationName)];
    if (volume === undefined || volume.id !== "" || request.sticky) return false;
    return !volume.readOnly || request.readOnly;
  });
}

/** The volumes that a group's CSI requests name; none of them exists here, so every such group is filtered. */
export function csiSources(requests: readonly VolumeRequest[], allocationName: string): readonly string[] {
  return requests.map((request) => sourceOf(request, allocationName));
}

/** With `per_alloc` each allocation has a volume of its own, named by its index. */
function sourceOf(request: VolumeRequest, allocationName: string): string {
  return request.perAlloc ? `${request.source}[${indexOfName(allocationName)}]` : request.source;
}
