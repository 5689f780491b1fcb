import type { Json } from "../json.js";

/** One scenario: a cluster, steps, and what a real Nomad answered. FORMAT.md. */
export interface Trace {
  readonly Name: string;
  readonly Nodes: readonly Json[];
  readonly Server?: Json;
  readonly Steps: readonly TraceStep[];
}

/** A step: its action, the action's own members, and for acting and looking ones what is expected. */
export interface TraceStep extends Json {
  readonly Action: string;
  readonly Expect?: Json;
}

/** How families of scenarios are told by their names; the first that fits counts. FORMAT.md, "Families". */
const families: readonly (readonly [string, RegExp])[] = [
  ["nodes", /^(drain|node-|lost-node)/],
  ["capacity, placement", /^(blocked-|canary-blocked|canary-unplaceable|constraint|distinct|preemption)/],
  ["other job types", /^(batch|periodic|dispatch|system|sysbatch)/],
  ["rescheduling, restarts, tasks", /^(reschedule|restart|lifecycle|sibling|leader|kill-|plugin-|max-run)/],
  [
    "unhealthy, deadlines, auto-revert",
    /^(canary-fails|first-version-fails|auto-revert|healthy-deadline|progress-deadline|manual-health)/,
  ],
  ["promotion", /^(promote|auto-promote|remove-group|.*one-group)/],
  ["operator", /^(pause|fail|revert|scale$|stop-|alloc-|force-|register-)/],
  ["canaries", /canary|^(hcl-|new-version|old-spec|scale-|same-spec)/],
];

export function familyOf(name: string): string {
  return families.find(([, pattern]) => pattern.test(name))?.[0] ?? "first deployment, rolling";
}
