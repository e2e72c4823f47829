// Builds what `start` serves, the page into apps/web/dist and the proxy into one file, apps/proxy/dist/node.js; and the
// proxy for Cloudflare Workers, apps/proxy/dist/worker.js.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { forgetBuild, rememberBuild, sourceStamp } from "./setup/build-stamp.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT, runCommand } from "./setup/run-command.mjs";

const PROXY = join(ROOT, "apps", "proxy", "dist", "node.js");

/** @returns {Promise<boolean>} whether all of it was built */
export async function build() {
  const stamp = sourceStamp();
  forgetBuild();
  const page = await runCommand("vite", ["build", "--logLevel", "warn"], { cwd: join(ROOT, "apps", "web") });
  const proxy = await runCommand("rolldown", ["-c"], { cwd: join(ROOT, "apps", "proxy"), capture: true });
  // The bundler only warns about an import it cannot resolve, and the proxy would end as soon as it is started.
  const runs =
    proxy.code === 0 && (await runCommand(process.execPath, [PROXY, "--help"], { capture: true })).code === 0;
  const workerConfig = ["-c", "rolldown.worker.config.mjs"];
  const worker = await runCommand("rolldown", workerConfig, { cwd: join(ROOT, "apps", "proxy"), capture: true });
  // A warning there is an import that Workers do not have.
  const deploys = worker.code === 0 && !worker.output.includes("WARN");
  // Its table of sizes is left out: check.mjs has a line for that.
  if (!runs || proxy.output.includes("WARN")) console.error(proxy.output.trimEnd());
  if (page.code !== 0) console.error("build: the page (apps/web) could not be built");
  if (!runs) console.error("build: the proxy (apps/proxy) could not be bundled into one file that runs");
  if (!deploys) console.error(`${worker.output.trimEnd()}\nbuild: the proxy could not be bundled for Workers`);
  const good = page.code === 0 && runs && deploys;
  if (good) rememberBuild(stamp);
  return good;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireDependencies();
  process.exit((await build()) ? 0 : 1);
}
