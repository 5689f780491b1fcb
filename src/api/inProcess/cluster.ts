import type { OutsideAction } from "../../model/action.js";
import type { Done } from "../../model/step.js";
import type { World } from "../../model/world.js";

/** What the parts of the in-process API work with. */
export interface ApiCluster {
  /** As it is now. */
  world(): World;
  /** @throws {ApiError} when it is refused. */
  request(action: OutsideAction): Done;
}
