/** 100-nanosecond steps from 1601-01-01 (FILETIME, MS-DTYP 2.3.3) to 1970-01-01. */
const UNIX_EPOCH = 116_444_736_000_000_000n;
const STEPS_PER_MILLISECOND = 10_000n;

/** FILETIME (100 ns since 1601-01-01 UTC) of a time in milliseconds since 1970-01-01 UTC. Throws a RangeError for NaN. */
export const filetimeOf = (milliseconds: number): bigint =>
  BigInt(Math.floor(milliseconds)) * STEPS_PER_MILLISECOND + UNIX_EPOCH;

/** Milliseconds since 1970-01-01 UTC, rounded down, of a FILETIME. */
export function timeOfFiletime(filetime: bigint): number {
  const steps = filetime - UNIX_EPOCH;
  const whole = steps / STEPS_PER_MILLISECOND;
  return Number(steps < 0n && whole * STEPS_PER_MILLISECOND !== steps ? whole - 1n : whole);
}

/** `2012-05-08T20:15:42.895Z`; zero is "no time", and what a calendar cannot show is said as a number. */
export function describeFiletime(filetime: bigint): string {
  if (filetime === 0n) return "no time";
  const date = new Date(timeOfFiletime(filetime));
  const shown = !Number.isNaN(date.getTime()) && date.getUTCFullYear() <= 9999;
  return shown ? date.toISOString() : `${filetime} steps of 100 ns after 1601`;
}
