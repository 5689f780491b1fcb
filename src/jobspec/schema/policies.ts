import type { DisconnectBlock, MigrateBlock, ReschedulePolicy, RestartPolicy } from "../../model/taskGroup.js";
import type { UpdateBlock } from "../../model/update.js";
import { block } from "./block.js";
import { boolean, duration, integer, optional, text } from "./field.js";
import { durationKind } from "./kind.js";

/** The migrate block: how allocations leave a draining node. Spec 05 §3.4. */
export const migrateSchema = block<MigrateBlock>("MigrateStrategy", {
  maxParallel: integer("MaxParallel"),
  healthCheck: text("HealthCheck"),
  minHealthyTimeMs: duration("MinHealthyTime"),
  healthyDeadlineMs: duration("HealthyDeadline"),
});

/** The restart block of a group or a task. Spec 05 §3.5. */
export const restartSchema = block<RestartPolicy>("RestartPolicy", {
  attempts: integer("Attempts"),
  intervalMs: duration("Interval"),
  delayMs: duration("Delay"),
  mode: text("Mode"),
  renderTemplates: boolean("RenderTemplates"),
});

/** The reschedule block. Spec 05 §3.6. */
export const rescheduleSchema = block<ReschedulePolicy>("ReschedulePolicy", {
  attempts: integer("Attempts"),
  intervalMs: duration("Interval"),
  delayMs: duration("Delay"),
  delayFunction: text("DelayFunction"),
  maxDelayMs: duration("MaxDelay"),
  unlimited: boolean("Unlimited"),
});

/** The disconnect block. Spec 05 §3.7. */
export const disconnectSchema = block<DisconnectBlock>("DisconnectStrategy", {
  lostAfterMs: duration("LostAfter"),
  stopOnClientAfterMs: optional("StopOnClientAfter", durationKind),
  replace: boolean("Replace", true),
  reconcile: text("Reconcile", "best_score"),
});

/** The update block of a job or a group; the zeros are those of a stored job's own block. Spec 05 §3.3. */
export const updateSchema = block<UpdateBlock>("UpdateStrategy", {
  staggerMs: duration("Stagger"),
  maxParallel: integer("MaxParallel"),
  healthCheck: text("HealthCheck"),
  minHealthyTimeMs: duration("MinHealthyTime"),
  healthyDeadlineMs: duration("HealthyDeadline"),
  progressDeadlineMs: duration("ProgressDeadline"),
  autoRevert: boolean("AutoRevert"),
  autoPromote: boolean("AutoPromote"),
  canary: integer("Canary"),
});
