// Checks every tsconfig of the repository, all of them even when one fails, so that one run shows everything.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folders = ["packages", "apps"]
  .flatMap((group) => readdirSync(group).map((name) => join(group, name)))
  .concat("e2e", "scripts");
const configs = folders
  .flatMap((folder) => ["tsconfig.json", "tsconfig.test.json"].map((file) => join(folder, file)))
  .filter((file) => existsSync(file));

let failed = 0;
for (const config of configs) {
  const { status } = spawnSync("tsc", ["-p", config], { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    failed++;
    console.error(`typecheck: ${config} failed`);
  }
}
console.log(`typecheck: ${configs.length - failed} of ${configs.length} projects clean`);
process.exit(failed === 0 ? 0 : 1);
