// `npm start`: builds when something changed, then runs the proxy, which serves the page and the sandbox.
// Every flag goes to the proxy: `npm start -- --port 8080 --allow mail.example.com`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { isBuilt } from "./setup/build-stamp.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run-command.mjs";

requireDependencies();
if (!isBuilt()) {
  console.log("Building the page and the proxy …");
  if (!(await build())) process.exit(1);
}

const flags = process.argv.slice(2).filter((flag, index) => !(index === 0 && flag === "--"));
const proxy = spawn(process.execPath, [join(ROOT, "apps", "proxy", "dist", "node.js"), ...flags], { stdio: "inherit" });
let stopping = false;
// Ctrl+C reaches the proxy by itself; a signal sent to this process alone is handed on.
process.on("SIGINT", () => {
  stopping = true;
});
for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    stopping = true;
    proxy.kill(signal);
  });
}
proxy.on("exit", (code) => process.exit(stopping ? 0 : (code ?? 1)));
