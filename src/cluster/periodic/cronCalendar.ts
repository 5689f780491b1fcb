import { Cron } from "croner";
import type { Instant } from "../../model/time.js";

/**
 * The moments that a cron expression names on a plain calendar, without time zones. Fields as Nomad reads them: minute to
 * day of the week; six end with a year; seven begin with seconds. Spec 05 §14.
 */
export class CronCalendar {
  readonly #cron: Cron;

  /** @throws Error for an expression that admission would have refused. */
  constructor(spec: string) {
    this.#cron = new Cron(sevenFields(spec), { mode: "7-part", timezone: "UTC" });
  }

  /** The first moment after another one, both read as UTC; undefined when there is none. */
  after(moment: Instant): Instant | undefined {
    return this.#cron.nextRun(new Date(moment))?.getTime();
  }
}

const shorthands: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Seconds to year, and the largest value of each: a step that begins at a number goes on to there. */
const largest = [59, 59, 23, 31, 12, 6, 2099];

/** The expression with all seven fields, in the dialect of the cron parser: numbers for names, ranges for open steps. */
function sevenFields(spec: string): string {
  const written = spec.trim().toLowerCase();
  const fields = (shorthands[written] ?? written).split(/\s+/).slice(0, 7);
  if (fields.length < 7) fields.unshift("0");
  if (fields.length < 7) fields.push("*");
  return fields
    .map((field, at) => withNumbers(field, at).replace(/(^|,)(\d+)\/(\d+)/g, `$1$2-${largest[at]}/$3`))
    .join(" ")
    .toUpperCase();
}

function withNumbers(field: string, at: number): string {
  if (at === 4) return numbered(field, monthNames, 1);
  return at === 5 ? numbered(field, dayNames, 0) : field;
}

/** Names count by their first three letters; an `l` after a day is no part of its name. */
function numbered(field: string, names: readonly string[], least: number): string {
  return field.replace(/[a-z]{3,}/g, (word) => {
    const value = names.indexOf(word.slice(0, 3));
    if (value < 0) return word;
    const last = least === 0 && word.endsWith("l") ? "l" : "";
    return `${value + least}${last}`;
  });
}
