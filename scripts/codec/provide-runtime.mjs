// Other JavaScript runtimes, from the npm packages that hold nothing but their binary, kept under .cache/runtimes.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runCommand } from "../setup/run-command.mjs";

const HOME = join(ROOT, ".cache", "runtimes");
const { platform, arch } = process;
const EXE = platform === "win32" ? ".exe" : "";

/** Package and binary on this machine. @type {Record<string, [name: string, binary: string]>} */
const PACKAGES = {
  node: [`node-${platform === "win32" ? "win" : platform}-${arch}`, `bin/node${EXE}`],
  bun: [
    `@oven/bun-${platform === "win32" ? "windows" : platform}-${arch === "arm64" ? "aarch64" : arch}`,
    `bin/bun${EXE}`,
  ],
  deno: [`@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`, `deno${EXE}`],
};

/**
 * The newest published Node, Bun or Deno; without a network the one fetched last.
 * @param {"node" | "bun" | "deno"} runtime
 * @returns {Promise<{ path: string } | { reason: string }>} the binary, or a sentence that says why there is none
 */
export async function provideRuntime(runtime) {
  const [name = "", binary = ""] = PACKAGES[runtime] ?? [];
  const folder = join(HOME, runtime);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
  const { code, output } = await runCommand("npm", ["install", ...flags, `${name}@latest`], {
    cwd: folder,
    capture: true,
  });
  const path = join(folder, "node_modules", name, binary);
  if (existsSync(path)) return { path };
  const [said = "npm said nothing."] = output.split("\n").filter((line) => line.includes("error"));
  return { reason: `${name} could not be installed (npm ended with ${code}): ${said}` };
}
