import type { AllocationSet } from "./allocationSet.js";
import { union, without } from "./allocationSet.js";
import type { ClassifiedSets } from "./classify.js";
import type { RescheduleCircumstances, RescheduleSplit } from "./reschedule.js";
import { filterReschedules } from "./reschedule.js";

/**
 * The sets that the steps of spec 01 §5 hand on: each step takes allocations out of one and may put them into another. An
 * allocation can be in `migrate` and in a reschedule set at once, else it is in one set only.
 */
export interface GroupSets {
  /** They stay, as far as count and version allow. */
  untainted: AllocationSet;
  migrate: AllocationSet;
  lost: AllocationSet;
  /** Of nodes that were just cut off. */
  disconnecting: AllocationSet;
  rescheduleNow: AllocationSet;
  /** They stay for the time being. */
  rescheduleLater: RescheduleSplit["later"];
}

/** The sets after classification and the reschedule filter: steps 7 and 8 of spec 01 §5. */
export function filteredSets(classes: ClassifiedSets, circumstances: RescheduleCircumstances): GroupSets {
  const kept = filterReschedules(classes.untainted, circumstances, false);
  const moving = filterReschedules(classes.migrate, circumstances, false);
  return {
    untainted: kept.untainted,
    migrate: classes.migrate,
    lost: classes.lost,
    disconnecting: classes.disconnecting,
    rescheduleNow: union(kept.now, moving.now),
    rescheduleLater: [...kept.later, ...moving.later],
  };
}

/** Takes stopped allocations out of every set from which something could still be planned for them. */
export function removeStopped(sets: GroupSets, stopped: AllocationSet): void {
  sets.untainted = without(sets.untainted, stopped);
  sets.migrate = without(sets.migrate, stopped);
  sets.lost = without(sets.lost, stopped);
  sets.disconnecting = without(sets.disconnecting, stopped);
}
