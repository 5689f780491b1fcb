import type { OutsideAction } from "../../model/action.js";
import type { Stage } from "../../session/page/frontMatter.js";

/**
 * Everything that was done to a cluster from its beginning: a stage, and one step for each line. The outside actions of the steps
 * are the run, and lead to the very same World again; the lines say how a human came to them. DESIGN, "A run is its list of
 * actions".
 */
export interface Run {
  readonly stage: Stage;
  /** The page that the run began with. */
  readonly page: PageSource | undefined;
  readonly steps: readonly Step[];
}

/** A scenario page as it was read: its file's name and text. */
export interface PageSource {
  readonly file: string;
  readonly text: string;
}

/** What one line did. */
export interface Step {
  readonly line: string;
  /** Passing time is told once, by where it led. */
  readonly actions: readonly OutsideAction[];
  /** Files that the line wrote, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Gathers outside actions; of time that passes step by step only the last step counts. */
export function withAction(actions: readonly OutsideAction[], action: OutsideAction): readonly OutsideAction[] {
  const passes = action.kind === "pass-time" && actions.at(-1)?.kind === "pass-time";
  return [...(passes ? actions.slice(0, -1) : actions), action];
}
