import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const WINDOWS = process.platform === "win32";

/**
 * The environment for the repository's own tools, also when the script was started without pnpm.
 * @param {Record<string, string>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  const separator = WINDOWS ? ";" : ":";
  const path = [join(ROOT, "node_modules", ".bin"), process.env.PATH ?? ""].join(separator);
  return { ...process.env, ...extra, PATH: path };
}

/**
 * Runs a command to its end. Never rejects: a command that cannot start counts as exit code 127.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, capture?: boolean }} [options] `capture` keeps the output
 *   instead of showing it.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { cwd = ROOT, env = {}, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      // Only tools of node_modules/.bin are command scripts there; a path with spaces would not survive the shell.
      shell: WINDOWS && command !== process.execPath,
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
