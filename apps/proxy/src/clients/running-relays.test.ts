import { describe, expect, it } from "vitest";
import { RelayError } from "../errors.ts";
import { RunningRelays } from "./running-relays.ts";

function busy(act: () => unknown): RelayError["problem"] | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof RelayError ? error.problem : undefined;
  }
}

describe("relays under way", () => {
  it("are limited for each client and for all, and count again when one is over", () => {
    const running = new RunningRelays({ relays: 3, relaysPerClient: 2 });
    const leave = running.enter("a");
    running.enter("a");
    const own = busy(() => running.enter("a"));
    expect(own).toMatchObject({ code: "busy", retryAfterS: 5 });
    expect(own?.message).toContain("2 requests of yours");
    running.enter("b");
    expect(busy(() => running.enter("c"))?.message).toContain("3 requests are under way");
    leave();
    leave();
    running.enter("c");
    expect(busy(() => running.enter("d"))?.code).toBe("busy");
    expect(busy(() => running.enter("a"))?.code).toBe("busy");
  });
});
