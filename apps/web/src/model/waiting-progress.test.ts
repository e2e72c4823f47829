import { expect, test } from "vitest";
import { startWaiting, type Waiting } from "./round-trip.ts";
import { receivedWords, waitingProgress } from "./waiting-progress.ts";

const waiting = (more: Partial<Waiting>): Waiting => ({
  ...startWaiting({ method: "POST", url: "", headers: [], body: new Uint8Array(0) }, 0),
  ...more,
});

test("a wait is as far as its bytes or its heartbeat say, and unknown without either", () => {
  expect(waitingProgress(waiting({ stage: "receiving", receivedBytes: 5, totalBytes: 20 }), 0)).toBe(0.25);
  expect(waitingProgress(waiting({ stage: "waiting", expectedSeconds: 480 }), 120_000)).toBe(0.25);
  expect(waitingProgress(waiting({ stage: "waiting", expectedSeconds: 480 }), 500_000)).toBe(1);
  expect(waitingProgress(waiting({ stage: "receiving", receivedBytes: 5 }), 0)).toBeUndefined();
  expect(waitingProgress(waiting({ stage: "connecting", expectedSeconds: 480 }), 1000)).toBeUndefined();
});

test("sizes are told in one unit", () => {
  expect(receivedWords(512, undefined)).toBe("512 bytes");
  expect(receivedWords(512, 2048)).toBe("512 of 2,048 bytes");
  expect(receivedWords(3_100_000, 20_000_000)).toBe("3.1 of 20.0 MB");
  expect(receivedWords(900_000, 20_000_000)).toBe("0.9 of 20.0 MB");
});
