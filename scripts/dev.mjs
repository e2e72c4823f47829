// `npm run dev`: the page from Vite with hot reload on 4410, the proxy on 4400 restarted when its bundle changes.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT, runCommand, toolEnvironment } from "./setup/run-command.mjs";

const PAGE_PORT = 4410;
const PROXY_PORT = 4400;
const PROXY_FOLDER = join(ROOT, "apps", "proxy");
const BUNDLE = join(PROXY_FOLDER, "dist", "node.js");

requireDependencies();
const { code } = await runCommand("rolldown", ["-c"], { cwd: PROXY_FOLDER });
if (code !== 0 || !existsSync(BUNDLE)) process.exit(1);

const options = { env: toolEnvironment(), shell: process.platform === "win32" };
const children = [
  spawn("rolldown", ["-c", "--watch"], { ...options, cwd: PROXY_FOLDER, stdio: ["ignore", "ignore", "inherit"] }),
  spawn(
    process.execPath,
    ["--watch", "--watch-preserve-output", BUNDLE, "--port", String(PROXY_PORT), ...process.argv.slice(2)],
    { stdio: "inherit" },
  ),
];
const stop = () => {
  for (const child of children) child.kill();
  process.exit(0);
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

// The proxy compares Origin with Host, so both must reach it as the browser sent them.
const target = { target: `http://127.0.0.1:${PROXY_PORT}`, changeOrigin: false };
const page = await createServer({
  root: join(ROOT, "apps", "web"),
  server: {
    port: PAGE_PORT,
    strictPort: true,
    proxy: { "/relay": target, "/config": target, "/sandbox": target, "/health": target },
  },
});
await page.listen();
page.printUrls();
