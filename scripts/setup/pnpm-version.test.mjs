import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./run-command.mjs";

// pnpm ends with an error when the version npx fetched is not the one in packageManager.
test("start, test and packageManager name the same pnpm", () => {
  const { packageManager, scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  assert.match(packageManager, /^pnpm@\d+\.\d+\.\d+$/);
  assert.equal(scripts.start, `npx -y ${packageManager} run app`);
  assert.equal(scripts.test, `npx -y ${packageManager} run check`);
});

test("pnpm is told to install before scripts and to bear another pnpm's version", () => {
  const workspace = readFileSync(join(ROOT, "pnpm-workspace.yaml"), "utf8");
  assert.match(workspace, /^verifyDepsBeforeRun: install$/m);
  assert.match(workspace, /^pmOnFail: ignore$/m);
});
