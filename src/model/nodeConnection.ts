import type { Allocation } from "./allocation.js";
import type { Node } from "./node.js";
import type { Table } from "./table.js";
import { emptyTable } from "./table.js";
import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/**
 * Whether a client and the servers hear of each other. `cut-off`: its tasks go on; `dead`: its machine is off;
 * `returning` and `booting`: its first heartbeat has arrived, but it does not know yet what the servers wrote meanwhile.
 */
export type Link = "up" | "cut-off" | "dead" | "returning" | "booting";

/** How one client and the servers hear of each other (spec 04 §2.3 to §2.5, §15.3 steps 9 and 10). */
export interface NodeConnection {
  readonly link: Link;
  /** Since when heartbeats have come regularly; those that change nothing are not played (spec 04 §15.1). */
  readonly heartbeatsSince: Instant;
  /** The last one before silence fell; undefined while the servers hear the client. */
  readonly lastHeartbeat: Instant | undefined;
  /** When the servers miss a heartbeat. Runs only while the client is silent. */
  readonly missTimer: TimerKey | undefined;
  /** The client's next heartbeat, if that will change something. */
  readonly heartbeatTimer: TimerKey | undefined;
  /** At the instant of its return: after everything that its heartbeat caused it learns what the servers wrote. */
  readonly catchUpTimer: TimerKey | undefined;
  /** By ID: the allocations as the client knew them when it lost the servers. Empty while it hears them. */
  readonly known: Table<Allocation>;
  /** `LastMissedHeartbeatIndex`: when the node became unresponsive; 0 once it is ready again. */
  readonly lastMissedHeartbeatIndex: number;
  /** `LastAllocUpdateIndex`: the last report of its client. */
  readonly lastAllocUpdateIndex: number;
  /** The node as the servers had it when they removed it while its client lives: the client registers again. */
  readonly removed: Node | undefined;
}

/** A client that the servers have heard regularly since an instant. */
export function connectedSince(instant: Instant): NodeConnection {
  return {
    link: "up",
    heartbeatsSince: instant,
    lastHeartbeat: undefined,
    missTimer: undefined,
    heartbeatTimer: undefined,
    catchUpTimer: undefined,
    known: emptyTable(),
    lastMissedHeartbeatIndex: 0,
    lastAllocUpdateIndex: 0,
    removed: undefined,
  };
}
