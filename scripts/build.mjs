// Builds what `start` serves: the page into apps/web/dist and the proxy into one file, apps/proxy/dist/node.js.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { forgetBuild, rememberBuild, sourceStamp } from "./setup/build-stamp.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT, runCommand } from "./setup/run-command.mjs";

/** @returns {Promise<boolean>} whether both parts were built */
export async function build() {
  const stamp = sourceStamp();
  forgetBuild();
  const page = await runCommand("vite", ["build", "--logLevel", "warn"], { cwd: join(ROOT, "apps", "web") });
  const proxy = await runCommand("rolldown", ["-c"], { cwd: join(ROOT, "apps", "proxy") });
  if (page.code !== 0) console.error("build: the page (apps/web) could not be built");
  if (proxy.code !== 0) console.error("build: the proxy (apps/proxy) could not be bundled");
  const good = page.code === 0 && proxy.code === 0;
  if (good) rememberBuild(stamp);
  return good;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireDependencies();
  process.exit((await build()) ? 0 : 1);
}
