import { describe, expect, it } from "vitest";
import { inTurns } from "./in-turns.ts";

function* steps(count: number, onStep: (at: number) => void): Generator<void, string> {
  for (let at = 0; at < count; at++) {
    onStep(at);
    // Long enough that some turns are needed.
    for (const until = performance.now() + 1; performance.now() < until; );
    yield;
  }
  return "done";
}

describe("inTurns", () => {
  it("does all of it, and lets others in between", async () => {
    let others = 0;
    let isDone = false;
    const other = () => {
      others++;
      if (!isDone) setTimeout(other, 0);
    };
    setTimeout(other, 0);
    expect(await inTurns(steps(100, () => undefined))).toBe("done");
    isDone = true;
    expect(others).toBeGreaterThan(0);
  });

  it("stops between two turns when it is aborted", async () => {
    const abort = new AbortController();
    let last = 0;
    const work = inTurns(
      steps(1000, (at) => {
        last = at;
        if (at === 3) abort.abort();
      }),
      abort.signal,
    );
    await expect(work).rejects.toThrow("aborted");
    expect(last).toBeLessThan(999);
  });
});
