interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, from the least on; the first three letters do. */
  readonly names: readonly string[];
  /** Entries of this field alone, such as `L` in the day of the month. */
  readonly special: RegExp | undefined;
}

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const fiveFields: readonly CronField[] = [
  plainField("minute", 0, 59),
  plainField("hour", 0, 23),
  { name: "day-of-month", least: 1, most: 31, names: [], special: /^(l|lw|([1-9]|[12]\d|3[01])w)$/ },
  { name: "month", least: 1, most: 12, names: months, special: undefined },
  { name: "day-of-week", least: 0, most: 7, names: days, special: /^([0-7]|[a-z]{3,})(l|#[1-5])$/ },
];
const second = plainField("second", 0, 59);
const year = plainField("year", 1970, 2099);

const shorthands: ReadonlySet<string> = new Set(["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@hourly"]);

/**
 * What is wrong with a cron expression: five fields, six with a year, seven with seconds in front; more are not read.
 * Spec 05 §14.
 */
export function cronProblem(spec: string): string | undefined {
  const texts = spec
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((text) => text !== "");
  if (texts.length === 1 && shorthands.has(texts[0] ?? "")) return undefined;
  if (texts.length < fiveFields.length) return "missing field(s)";
  const fields = [...(texts.length > 6 ? [second] : []), ...fiveFields, ...(texts.length > 5 ? [year] : [])];
  const originals = spec.trim().split(/\s+/);
  for (const [at, field] of fields.entries()) {
    const problem = fieldProblem(field, originals[at] ?? "");
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function plainField(name: string, least: number, most: number): CronField {
  return { name, least, most, names: [], special: undefined };
}

function fieldProblem(field: CronField, text: string): string | undefined {
  const bad = text.split(",").find((entry) => !isEntry(field, entry.toLowerCase()));
  return bad === undefined ? undefined : `syntax error in ${field.name} field: '${bad}'`;
}

function isEntry(field: CronField, entry: string): boolean {
  if (field.special?.test(entry)) return true;
  const [base = "", step, ...more] = entry.split("/");
  if (more.length > 0) return false;
  if (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0 && Number(step) <= field.most)) return false;
  if (base === "*" || base === "?") return true;
  const [first = "", last, ...rest] = base.split("-");
  if (rest.length > 0) return false;
  const from = numberOf(field, first);
  const to = last === undefined ? from : numberOf(field, last);
  return from !== undefined && to !== undefined && from <= to;
}

function numberOf({ least, most, names }: CronField, text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    return value >= least && value <= most ? value : undefined;
  }
  const at = names.findIndex((name) => name === text || name.slice(0, 3) === text);
  return at < 0 ? undefined : at + least;
}
