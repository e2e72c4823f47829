import { expect, test } from "vitest";
import { bindAction, runAction } from "./action-store.ts";
import { actionIds, actions } from "./actions.ts";

const keys = actionIds.flatMap((id) => actions[id].keys ?? []);

/** Chrome, Firefox, Safari and Edge do not hand these to a page, or people would miss them. */
const BROWSERS_OWN = /^\$mod\+(Shift\+)?([acfhjlnopqrstuvwxz0-9=+-]|Tab)$|^Alt\+(F4|ArrowLeft|ArrowRight|[a-z])$/i;

test("no two actions have one key", () => {
  expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
});

test("no action takes a key that browsers keep, or the first press of another", () => {
  for (const key of keys) {
    expect(key).not.toMatch(BROWSERS_OWN);
    expect(keys.filter((other) => other.startsWith(`${key} `))).toEqual([]);
  }
});

test("a letter alone is never a key", () => {
  expect(keys.filter((key) => /^\w$/.test(key))).toEqual([]);
});

test("an action is done by the part bound last, and by nobody once all are gone", () => {
  const done: string[] = [];
  const bind = (name: string, why?: string) => bindAction("share", { run: () => done.push(name), why: () => why });
  expect(runAction("share")).toBe("absent");
  const release = bind("first");
  const releaseSecond = bind("second");
  expect(runAction("share")).toBe("done");
  release();
  expect(runAction("share")).toBe("done");
  expect(done).toEqual(["second", "second"]);
  releaseSecond();
  const releaseThird = bind("third", "Not now.");
  expect(runAction("share")).toEqual({ why: "Not now." });
  releaseThird();
  expect(runAction("share")).toBe("absent");
  expect(done).toHaveLength(2);
});
