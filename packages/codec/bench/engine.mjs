import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Longest wait for one answer; libwbxml needs minutes for some of its quadratic cases. */
export const PATIENCE = 60_000;

/** A peer in its own process, asked one measurement at a time; it is started again after a time-out. */
export class Engine {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;
  /** @type {((line: string) => void) | undefined} */
  #answer;

  /** @param {string} name @param {string} command @param {string[]} args */
  constructor(name, command, args) {
    this.name = name;
    this.command = command;
    this.args = args;
  }

  /**
   * Medians of one run; undefined when the peer fails or takes too long.
   * @param {string} operation @param {string} path @param {number} repeats
   * @returns {Promise<import("./measure.mjs").Measured | undefined>}
   */
  async ask(operation, path, repeats) {
    const line = await new Promise((resolve) => {
      const late = setTimeout(() => this.stop(), PATIENCE);
      this.#answer = (answer) => {
        clearTimeout(late);
        this.#answer = undefined;
        resolve(answer);
      };
      this.#start().stdin?.write(`${operation} ${path} ${repeats}\n`);
    });
    const [, processor, wall, length] = (/^(\d+) (\d+) (\d+)/.exec(line) ?? []).map(Number);
    if (processor === undefined || wall === undefined || length === undefined) return undefined;
    return { processor: Math.max(1, processor), wall: Math.max(1, wall), length, runs: repeats };
  }

  stop() {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }

  #start() {
    if (this.#process) return this.#process;
    const child = spawn(this.command, this.args, { stdio: ["pipe", "pipe", "ignore"] });
    this.#process = child;
    child.on("exit", () => {
      if (this.#process === child) this.#process = undefined;
      this.#answer?.("ERROR ended");
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (/^(\d|ERROR)/.test(line)) this.#answer?.(line);
    });
    return child;
  }
}
