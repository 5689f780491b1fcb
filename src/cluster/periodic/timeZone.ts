import type { Instant, Milliseconds } from "../../model/time.js";

/** How far the clocks of a time zone are ahead of UTC, and when that changes. Spec 05 §14. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat | undefined;

  /** @param name Of the time zone database; empty and `Local` count as UTC, where Coalmine's servers stand. */
  constructor(name: string) {
    const plain = name === "" || name === "UTC" || name === "Local";
    this.#format = plain ? undefined : new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  }

  offsetAt(instant: Instant): Milliseconds {
    const parts = this.#format?.formatToParts(instant) ?? [];
    const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
    const match = /^GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(name);
    if (match === null) return 0;
    const [, sign, hours, minutes, seconds = "0"] = match;
    const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === "-" ? -ahead : ahead;
  }

  /** The first instant of (from, until] with other clocks than `from`, provided they change at most once between. */
  changeBetween(from: Instant, until: Instant): Instant | undefined {
    const offset = this.offsetAt(from);
    if (this.offsetAt(until) === offset) return undefined;
    let before = from;
    let after = until;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    return after;
  }
}
