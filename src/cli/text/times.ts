/** Nanoseconds since the Unix epoch, or a span of nanoseconds. */
export type Nanoseconds = bigint;

const second = 1_000_000_000n;
const minute = 60n * second;
const hour = 60n * minute;

/** The instant of an RFC 3339 time; undefined for the zero time (`null`, absent, or the year 1). */
export function instantOf(timestamp: string | null | undefined): Nanoseconds | undefined {
  if (timestamp === null || timestamp === undefined || timestamp.startsWith("0001-01-01T00:00:00")) return undefined;
  const parts = /^([^.Z+]*T[\d:]+)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(timestamp);
  if (parts === null) return undefined;
  const [, wholeSeconds, fraction = "", zone] = parts;
  return BigInt(Date.parse(`${wholeSeconds}${zone}`)) * 1_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}

/** How far the clocks on which times are shown are ahead of UTC at an instant, both in milliseconds. */
export type ZoneOffset = (instantMs: number) => number;

/** RFC 3339 with seconds, in UTC unless another zone is given; empty before the first second of 1970. Spec 06 §2.5. */
export function formatTimestamp(instant: Nanoseconds | undefined, zone: ZoneOffset = () => 0): string {
  if (instant === undefined || instant < second) return "";
  const milliseconds = Number(instant / 1_000_000n);
  const ahead = zone(milliseconds);
  return isoText(milliseconds + ahead) + offsetText(ahead / 60_000);
}

/** An RFC 3339 time as Go prints one by default: `2026-01-05 18:35:05.5 +0000 UTC`; the zero time if there is none. Spec 06 §6.9. */
export function goTimeText(timestamp: string | null | undefined): string {
  const parts = /^([\d-]+)T([\d:]+)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(timestamp ?? "0001-01-01T00:00:00Z");
  if (parts === null) return timestamp ?? "";
  const [, date, clock, fraction = "", zone = "Z"] = parts;
  const offset = zone.replace(":", "");
  return `${date} ${clock}${fraction} ${zone === "Z" ? "+0000 UTC" : `${offset} ${offset}`}`;
}

/** `07/25/17 18:35:05 UTC`; empty before the first second of 1970. Spec 06 §2.5. */
export function formatTimestampOf2017(instant: Nanoseconds | undefined): string {
  if (instant === undefined || instant < second) return "";
  const [year = "", month = "", day = "", time = ""] = isoText(Number(instant / 1_000_000n)).split(/[-T]/);
  return `${month}/${day}/${year.slice(-2)} ${time} UTC`;
}

/** How long ago or ahead, in the two largest units that are not zero: `1h5s ago`. Spec 06 §2.5. */
export function formatAge(instant: Nanoseconds | undefined, now: Nanoseconds): string {
  if (instant === undefined || instant === 0n) return "";
  const span = wholeSeconds(now) - wholeSeconds(instant);
  const text = largestUnits(span < 0n ? -span : span);
  return `${text} ${span < 0n ? "from now" : "ago"}`;
}

/** A span as Go writes it: `1h0m0s`, `1.5s`, `38.474µs`, `0s`. */
export function formatDuration(span: Nanoseconds): string {
  if (span < 0n) return `-${formatDuration(-span)}`;
  if (span === 0n) return "0s";
  if (span < 1_000n) return `${span}ns`;
  if (span < 1_000_000n) return `${decimal(span, 1_000n)}µs`;
  if (span < second) return `${decimal(span, 1_000_000n)}ms`;
  const seconds = `${decimal(span % minute, second)}s`;
  if (span < minute) return seconds;
  const minutes = `${(span / minute) % 60n}m${seconds}`;
  return span < hour ? minutes : `${span / hour}h${minutes}`;
}

/** How far ahead an instant is, both truncated to seconds first, as in `(1h0m0s from now)`. Spec 06 §2.5. */
export function formatWait(instant: Nanoseconds, now: Nanoseconds): string {
  return formatDuration((instant / second - now / second) * second);
}

/** `2026-01-05T18:35:05`. A library for this would take longer to load than most commands to run (docs/performance.md). */
function isoText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

/** `Z`, `+02:00`, `-03:30` */
function offsetText(minutes: number): string {
  if (minutes === 0) return "Z";
  const digits = (figure: number) => String(Math.trunc(figure)).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${digits(size / 60)}:${digits(size % 60)}`;
}

/** Rounded to the nearest second, half away from zero. */
function wholeSeconds(instant: Nanoseconds): bigint {
  const half = instant < 0n ? -second / 2n : second / 2n;
  return (instant + half) / second;
}

function largestUnits(seconds: bigint): string {
  const days = seconds / 86_400n;
  const units: readonly (readonly [bigint, string])[] = [
    [days / 360n, "y"],
    [(days / 30n) % 12n, "mo"],
    [days % 30n, "d"],
    [(seconds / 3_600n) % 24n, "h"],
    [(seconds / 60n) % 60n, "m"],
    [seconds % 60n, "s"],
  ];
  const shown = units.filter(([count]) => count !== 0n).slice(0, 2);
  return shown.length === 0 ? "0s" : shown.map(([count, unit]) => `${count}${unit}`).join("");
}

function decimal(value: bigint, unit: bigint): string {
  const digits = unit.toString().length - 1;
  const fraction = (value % unit).toString().padStart(digits, "0").replace(/0+$/, "");
  return fraction === "" ? `${value / unit}` : `${value / unit}.${fraction}`;
}
