import type { ApiPeriodic } from "../../src/api/objects/job.js";

const day = 86_400_000;

/** The next launch of a cron that names one minute of one hour of every day, which is all that the recordings hold. */
export function nextDailyLaunch({ Spec, Specs }: ApiPeriodic, after: bigint): bigint | undefined {
  const [minute, hour, ...rest] = (Spec || Specs?.[0] || "").split(" ").map(Number);
  if (minute === undefined || hour === undefined || rest.length !== 3) return undefined;
  const now = Number(after / 1_000_000n);
  const today = Math.floor(now / day) * day + hour * 3_600_000 + minute * 60_000;
  return BigInt(today > now ? today : today + day) * 1_000_000n;
}
