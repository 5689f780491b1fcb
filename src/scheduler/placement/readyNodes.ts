import type { Job } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import { datacenterMatches, inPool, readyForPlacement } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { Table } from "../../model/table.js";

/** The nodes that a job's allocations may be placed on, and how many of them each datacenter has. */
export interface ReadyNodes {
  /** By ascending ID. */
  readonly nodes: readonly Node[];
  /** Only datacenters that have such a node. */
  readonly byDatacenter: Readonly<Record<string, number>>;
}

const found = new WeakMap<Table<Node>, Map<string, ReadyNodes>>();

/**
 * Every node that is ready, in the job's pool and in one of its datacenters, by ascending ID. Spec 03 §6.3.
 * Remembered for as long as no node is written, because a table of nodes never changes in place.
 */
export function readyNodes(state: Snapshot, job: Job): ReadyNodes {
  let ofTable = found.get(state.nodes);
  if (ofTable === undefined) {
    ofTable = new Map();
    found.set(state.nodes, ofTable);
  }
  const key = JSON.stringify([job.nodePool, ...job.datacenters]);
  const known = ofTable.get(key);
  if (known !== undefined) return known;
  const searched = searchReadyNodes(state.nodes, job);
  ofTable.set(key, searched);
  return searched;
}

function searchReadyNodes(table: Table<Node>, job: Job): ReadyNodes {
  const nodes: Node[] = [];
  const byDatacenter: Record<string, number> = {};
  const matching = new Map<string, boolean>();
  for (const node of table.valuesArray()) {
    if (!readyForPlacement(node) || !inPool(node, job.nodePool)) continue;
    let matches = matching.get(node.datacenter);
    if (matches === undefined) {
      matches = datacenterMatches(node.datacenter, job.datacenters);
      matching.set(node.datacenter, matches);
    }
    if (!matches) continue;
    nodes.push(node);
    byDatacenter[node.datacenter] = (byDatacenter[node.datacenter] ?? 0) + 1;
  }
  return { nodes, byDatacenter };
}
