import type { OrderPins } from "../cli/command.js";
import type { ConsoleBlock } from "../session/page/consoleBlock.js";
import type { Page } from "../session/page/page.js";

/** What a page demands of one command: the pins of its fence. */
export interface CommandPins {
  /** Set for the first command of a fence; for the others the pins that are left go on. */
  readonly identifiers: Readonly<Record<string, readonly string[]>> | undefined;
  readonly orders: OrderPins;
}

/** A command that a page shows. */
export interface PageStep {
  readonly text: string;
  /** In the page's file. */
  readonly line: number;
  readonly pins: CommandPins;
}

/**
 * How far a page was followed. Its fences are used up in their order: a line that is the page's next command takes the pins of
 * its fence, every other line goes its own way and leaves the page where it is. So pasted commands come out as the page shows
 * them, whatever is asked in between.
 */
export interface PageProgress {
  readonly commands: readonly PageStep[];
  readonly done: number;
}

/** The beginning of a page, or of none. */
export function progressAtStart(page: Page | undefined): PageProgress {
  return { commands: (page?.blocks ?? []).flatMap(stepsOfBlock), done: 0 };
}

/** The commands of a fence, each with its pins. */
export function stepsOfBlock({ commands, pins }: ConsoleBlock): readonly PageStep[] {
  return commands.map(({ text, line }, place) => ({
    text,
    line,
    pins: { identifiers: place === 0 ? pins.identifiers : undefined, orders: pins.orders },
  }));
}

export function nextOfPage({ commands, done }: PageProgress): PageStep | undefined {
  return commands[done];
}

/** What the page demands of a line, if it is the next one. */
export function pinsOfLine(progress: PageProgress, line: string): CommandPins | undefined {
  const next = nextOfPage(progress);
  return next?.text.trim() === line.trim() ? next.pins : undefined;
}

/** How far the page is followed once a line has run. */
export function progressAfter(progress: PageProgress, line: string): PageProgress {
  return pinsOfLine(progress, line) === undefined ? progress : { ...progress, done: progress.done + 1 };
}
