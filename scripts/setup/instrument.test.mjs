import assert from "node:assert/strict";
import { test } from "node:test";
import { countBranches } from "./instrument.mjs";

test("every branch gets a counter of its own, and the code does what it did", () => {
  const source = `
    const kind = (value) => (value > 9 ? "large" : value > 4 && value < 8 ? "middle" : "small");
    function sum(list) {
      let total = 0;
      for (const one of list) if (one % 2) total += one;
      else total -= one;
      switch (total) { case 0: return "none"; case 1: case 2: return "few"; default: return total ?? 0; }
    }
    const safe = (work) => { try { return work(); } catch { return "caught"; } };
    results.push(kind(10), kind(5), kind(8), sum([1, 2, 3]), sum([1, 1]), sum([9]), safe(() => missing.name));`;
  const { text, used } = countBranches(source, 3);
  const counters = new Uint8Array(64);
  /** @type {unknown[]} */
  const results = [];
  new Function("__c", "results", text)(counters, results);
  assert.deepEqual(results, ["large", "middle", "small", "few", "few", 9, "caught"]);
  assert.equal(counters.subarray(0, 3).join(), "0,0,0");
  const taken = [...counters.subarray(3, 3 + used)];
  // Never taken: a total of nothing, and the arm of ?? behind a number.
  assert.equal(taken.filter((count) => count === 0).length, 2);
  assert.equal(
    counters.subarray(3 + used).every((count) => count === 0),
    true,
  );
});
