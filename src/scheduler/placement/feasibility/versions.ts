/** A parsed version: numbers, padded to three; how many were written; pre-release parts. */
interface Version {
  readonly segments: readonly number[];
  readonly written: number;
  readonly prerelease: string;
}

interface Bound {
  readonly operator: string;
  readonly version: Version;
}

/** `version` knows `~>` and holds pre-releases back; `semver` is plain order with a stricter syntax. */
export type VersionRule = "version" | "semver";

const suffix = "[0-9A-Za-z~-]+(?:\\.[0-9A-Za-z~-]+)*";
const numbers = "v?([0-9]+(?:\\.[0-9]+)*)";
const lenientVersion = new RegExp(
  `^${numbers}(?:-(${suffix})|([A-Za-z~][0-9A-Za-z~-]*(?:\\.[0-9A-Za-z~-]+)*))?(?:\\+${suffix})?$`,
);
const strictVersion = new RegExp(`^${numbers}(?:-(${suffix}))?(?:\\+${suffix})?$`);
const boundPattern = /^\s*(=|!=|>=|<=|~>|>|<|)\s*(\S+)\s*$/;
const fewestSegments = 3;

/**
 * Whether a version meets every bound of a comma-separated list; false where either side cannot be read.
 * Spec 03 §9.3.
 */
export function versionMeets(rule: VersionRule, left: string, right: string): boolean {
  const version = parsedVersion(left, lenientVersion);
  const bounds = parsedBounds(rule, right);
  if (version === undefined || bounds === undefined) return false;
  return bounds.every((bound) => meetsBound(rule, version, bound));
}

/** Order of two versions by the pure rule, or undefined where one cannot be read. */
export function compareVersionTexts(left: string, right: string): number | undefined {
  const a = parsedVersion(left, lenientVersion);
  const b = parsedVersion(right, lenientVersion);
  return a === undefined || b === undefined ? undefined : compareVersions(a, b);
}

function meetsBound(rule: VersionRule, version: Version, bound: Bound): boolean {
  if (bound.operator === "~>") return meetsPessimistic(version, bound.version);
  const order = compareVersions(version, bound.version);
  if (bound.operator === "" || bound.operator === "=") return order === 0;
  if (bound.operator === "!=") return order !== 0;
  if (rule === "version" && !prereleaseAllowed(version, bound.version)) return false;
  if (bound.operator === ">") return order > 0;
  if (bound.operator === "<") return order < 0;
  return bound.operator === ">=" ? order >= 0 : order <= 0;
}

/** A pre-release passes only a bound that names a pre-release of the same numbers. */
function prereleaseAllowed(version: Version, bound: Version): boolean {
  if (version.prerelease === "") return true;
  return bound.prerelease !== "" && compareSegments(version.segments, bound.segments) === 0;
}

function meetsPessimistic(version: Version, bound: Version): boolean {
  if (!prereleaseAllowed(version, bound) || (bound.prerelease !== "" && version.prerelease === "")) return false;
  if (compareVersions(version, bound) < 0 || version.segments.length < bound.segments.length) return false;
  for (let i = 0; i < bound.written - 1; i++) if (version.segments[i] !== bound.segments[i]) return false;
  return true;
}

function parsedBounds(rule: VersionRule, text: string): readonly Bound[] | undefined {
  const bounds: Bound[] = [];
  for (const part of text.split(",")) {
    const match = boundPattern.exec(part);
    if (match === null) return undefined;
    const [, operator = "", written = ""] = match;
    if (rule === "semver" && operator === "~>") return undefined;
    const version = parsedVersion(written, rule === "semver" ? strictVersion : lenientVersion);
    if (version === undefined) return undefined;
    bounds.push({ operator, version });
  }
  return bounds;
}

function parsedVersion(text: string, syntax: RegExp): Version | undefined {
  const match = syntax.exec(text);
  if (match === null) return undefined;
  const segments = (match[1] ?? "").split(".").map(Number);
  const written = segments.length;
  while (segments.length < fewestSegments) segments.push(0);
  return { segments, written, prerelease: match[2] ?? match[3] ?? "" };
}

function compareVersions(a: Version, b: Version): number {
  return compareSegments(a.segments, b.segments) || comparePrereleases(a.prerelease, b.prerelease);
}

function compareSegments(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  const left = a.split(".");
  const right = b.split(".");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = comparePrereleaseParts(left[i], right[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePrereleaseParts(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const aNumeric = /^[0-9]+$/.test(a);
  const bNumeric = /^[0-9]+$/.test(b);
  if (aNumeric && bNumeric) return Number(a) - Number(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  return a < b ? -1 : 1;
}
