/** A duration of a job file in nanoseconds, or Go's complaint about it. */
export type ParsedDuration =
  | { readonly ok: true; readonly nanoseconds: number | bigint }
  | { readonly ok: false; readonly complaint: string };

const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const longest = 2n ** 63n - 1n;

/** Reads `1h30m`, `-1.5s`, `0` as Go does. Spec 05 §6.1. */
export function parseDuration(text: string): ParsedDuration {
  const signed = /^([+-]?)(.*)$/s.exec(text);
  const rest = signed?.[2] ?? "";
  if (rest === "0") return { ok: true, nanoseconds: 0 };
  if (rest === "") return invalid(text);
  let total = 0n;
  for (let at = 0; at < rest.length; ) {
    const match = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest.slice(at));
    const [whole, digits, fraction, unit] = [match?.[0] ?? "", match?.[1] ?? "", match?.[2] ?? "", match?.[3] ?? ""];
    if (digits === "" && fraction === "") return invalid(text);
    if (unit === "") return { ok: false, complaint: `time: missing unit in duration ${timeQuote(text)}` };
    const size = units.get(unit);
    if (size === undefined) {
      return { ok: false, complaint: `time: unknown unit ${timeQuote(unit)} in duration ${timeQuote(text)}` };
    }
    total += BigInt(digits || "0") * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
    if (total > longest) return invalid(text);
    at += whole.length;
  }
  const exact = signed?.[1] === "-" ? -total : total;
  return { ok: true, nanoseconds: Number.isSafeInteger(Number(exact)) ? Number(exact) : exact };
}

function invalid(text: string): ParsedDuration {
  return { ok: false, complaint: `time: invalid duration ${timeQuote(text)}` };
}

const bytes = new TextEncoder();

/** As Go's package `time` quotes what it cannot read: bytes that are no plain characters by their number. */
function timeQuote(text: string): string {
  let quoted = "";
  for (const byte of bytes.encode(text)) {
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, "0")}`;
    else quoted += byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
  }
  return `"${quoted}"`;
}
