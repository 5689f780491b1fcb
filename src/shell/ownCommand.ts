import type { Host } from "./host.js";
import type { Input } from "./input.js";
import type { Timeline } from "./timeline.js";

/** A command of the shell itself: about files, runs and going back, not about the cluster. */
export interface OwnCommand {
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  /** For `help`. */
  readonly about: string;
  /** Its words are names of files. */
  readonly takesFiles?: boolean;
  run(call: OwnCall): Promise<OwnResult> | OwnResult;
}

export interface OwnCall {
  /** The words after the name. */
  readonly words: readonly string[];
  readonly input: Input;
  readonly timeline: Timeline;
  readonly host: Host;
  /** Of the last command. */
  readonly exitCode: number;
}

/** What became of it; what is left out is as before. */
export interface OwnResult {
  readonly exitCode: number;
  readonly text?: string;
  readonly timeline?: Timeline;
  /** What was wrong: a sentence. */
  readonly problem?: string;
  /** The shell ends. */
  readonly leaves?: boolean;
  /** A line to be run in its place. */
  readonly goesOnWith?: string;
}

export function said(text: string, timeline?: Timeline): OwnResult {
  return timeline === undefined ? { exitCode: 0, text } : { exitCode: 0, text, timeline };
}

export function failed(problem: string): OwnResult {
  return { exitCode: 1, problem };
}
