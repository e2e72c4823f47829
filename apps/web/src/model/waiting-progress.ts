import type { Waiting } from "./round-trip.ts";

/** From here on sizes are told in MB. */
const MEGABYTE = 1_000_000;

/** How far a wait is, 0 to 1; undefined where nobody can know. */
export function waitingProgress(
  { stage, receivedBytes, totalBytes, expectedSeconds }: Waiting,
  elapsedMs: number,
): number | undefined {
  if (stage === "receiving") return totalBytes ? Math.min(1, receivedBytes / totalBytes) : undefined;
  if (stage === "waiting" && expectedSeconds) return Math.min(1, elapsedMs / 1000 / expectedSeconds);
  return undefined;
}

/** "512 bytes", "512 of 2,048 bytes", "3.1 of 20.0 MB". */
export function receivedWords(received: number, total: number | undefined): string {
  const isLong = Math.max(received, total ?? 0) >= MEGABYTE;
  const shown = (bytes: number) => (isLong ? (bytes / MEGABYTE).toFixed(1) : bytes.toLocaleString("en"));
  const amount = total === undefined ? shown(received) : `${shown(received)} of ${shown(total)}`;
  return `${amount} ${isLong ? "MB" : "bytes"}`;
}
