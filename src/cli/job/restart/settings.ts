import { parseDuration } from "../../flags.js";
import { quote } from "../../text/quote.js";

/** What `job restart` is asked for, as it was written. */
export interface RestartFlags {
  readonly "all-tasks": boolean;
  readonly "batch-size": string;
  readonly "batch-wait": string;
  readonly group: readonly string[];
  readonly "no-shutdown-delay": boolean;
  readonly "on-error": string;
  readonly reschedule: boolean;
  readonly task: readonly string[];
  readonly verbose: boolean;
  readonly yes: boolean;
}

/** The same, understood. */
export interface RestartSettings {
  /** How many of so many allocations are restarted at a time. */
  batchSize(allocations: number): number;
  /** Milliseconds between two batches. */
  readonly batchWait: number | "ask";
  readonly onError: "ask" | "fail" | "go on";
}

/** A value that cannot be; the message is the sentence about it. */
export class SettingsProblem extends Error {
  override readonly name = "SettingsProblem";
}

/**
 * Reads the flags of `job restart`. Spec 06 §6.5.
 *
 * @param isInteractive Whether somebody can be asked.
 * @throws {SettingsProblem}
 */
export function readSettings(flags: RestartFlags, isInteractive: boolean): RestartSettings {
  const canAsk = isInteractive || flags.yes;
  const settings = {
    batchSize: readBatchSize(flags["batch-size"]),
    batchWait: readBatchWait(flags["batch-wait"], canAsk, flags.yes),
    onError: readOnError(flags["on-error"], canAsk, flags.yes),
  };
  if (flags["all-tasks"] && flags.task.length > 0) {
    throw new SettingsProblem("The -all-tasks option cannot be used with -task");
  }
  if (flags.reschedule && flags.task.length > 0) {
    throw new SettingsProblem("The -reschedule option cannot be used with -task");
  }
  return settings;
}

function readBatchSize(word: string): RestartSettings["batchSize"] {
  const [, figure, percent] = /^([+-]?\d+)(%?)$/.exec(word) ?? [];
  if (figure === undefined) throw invalid("batch-size", word, "batch size must be an integer or a percentage");
  const size = Number(figure);
  if (size <= 0) throw invalid("batch-size", word, "number value must be greater than zero");
  return percent === "%" ? (allocations) => Math.max(1, Math.ceil((allocations * size) / 100)) : () => size;
}

function readBatchWait(word: string, canAsk: boolean, isSure: boolean): number | "ask" {
  if (word === "ask") {
    if (!canAsk) throw invalid("batch-wait", word, nobodyToAsk(word));
    return isSure ? 0 : "ask";
  }
  const wait = parseDuration(word);
  if (wait === undefined) throw invalid("batch-wait", word, durationProblem(word));
  return wait;
}

function readOnError(word: string, canAsk: boolean, isSure: boolean): RestartSettings["onError"] {
  if (word === "fail") return "fail";
  if (word !== "ask") throw invalid("on-error", word, 'valid options are "ask" and "fail"');
  if (!canAsk) throw invalid("on-error", word, nobodyToAsk(word));
  return isSure ? "go on" : "ask";
}

function nobodyToAsk(word: string): string {
  return `${quote(word)} cannot be used when terminal is not interactive`;
}

function invalid(flag: string, word: string, why: string): SettingsProblem {
  return new SettingsProblem(`Invalid -${flag} value ${quote(word)}: ${why}`);
}

/** What Go says of a text that is no duration. */
function durationProblem(word: string): string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return `time: missing unit in duration ${quote(word)}`;
  const [, unit] = /^[+-]?(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(word) ?? [];
  if (unit === undefined) return `time: invalid duration ${quote(word)}`;
  return `time: unknown unit ${quote(unit)} in duration ${quote(word)}`;
}
