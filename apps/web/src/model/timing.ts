import type { RelayTimes, StageName } from "@easel/proxy/contract";

export type TimingStage = "dns" | "connect" | "tls" | "send" | "wait" | "download";

export interface TimingSegment {
  stage: TimingStage;
  /** Milliseconds since the relay took the request. */
  startMs: number;
  ms: number;
  /** It was under way when everything ended. */
  isUnfinished?: boolean;
}

export interface Timing {
  /** One after the other; a stage nobody measured is part of the one after it. */
  segments: TimingSegment[];
  /** Milliseconds from the relay's start to the last thing known. */
  relayMs: number;
  /** What is left of the time the page waited: the way to the proxy and back. */
  aroundMs: number;
}

const stages: readonly [stage: TimingStage, end: keyof RelayTimes][] = [
  ["dns", "resolvedMs"],
  ["connect", "connectedMs"],
  ["tls", "securedMs"],
  ["send", "sentMs"],
  ["wait", "firstByteMs"],
  ["download", "lastByteMs"],
];

const ofStage: Record<StageName, TimingStage> = {
  resolving: "dns",
  connecting: "connect",
  securing: "tls",
  sending: "send",
  waiting: "wait",
  receiving: "download",
};

/**
 * Where the time went. `durationMs` is what the page measured, all in all; `endedIn` is the stage in which a request
 * failed, whose end no clock has. Undefined when the relay told no time at all.
 */
export function timingOf(times: RelayTimes, durationMs: number, endedIn?: StageName): Timing | undefined {
  const segments: TimingSegment[] = [];
  let at = 0;
  for (const [stage, end] of stages) {
    const endMs = times[end];
    if (endMs === undefined) continue;
    segments.push({ stage, startMs: at, ms: Math.max(0, endMs - at) });
    at = Math.max(at, endMs);
  }
  if (endedIn && durationMs > at && !segments.some(({ stage }) => stage === ofStage[endedIn])) {
    segments.push({ stage: ofStage[endedIn], startMs: at, ms: durationMs - at, isUnfinished: true });
    at = durationMs;
  }
  if (segments.length === 0) return undefined;
  return { segments, relayMs: at, aroundMs: Math.max(0, durationMs - at) };
}

/** 0.4 ms, 38 ms, 1.24 s, 2 min 5 s. */
export function describeMs(ms: number): string {
  if (ms < 10) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  return describeSeconds(Math.round(ms / 1000));
}

/** 45 s, 8 min, 1 h 2 min 3 s. */
export function describeSeconds(seconds: number): string {
  const [hours, minutes, left] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const words = [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`, left > 0 && `${left} s`];
  return words.filter(Boolean).join(" ") || "0 s";
}
