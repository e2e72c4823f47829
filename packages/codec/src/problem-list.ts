import type { Span } from "./document.ts";
import { MAX_PROBLEMS } from "./limits.ts";
import type { Problem, ProblemSource, Severity } from "./problem.ts";

const rank: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** Collects problems up to a limit, so that a large damaged input costs no more than a small one. */
export class ProblemList {
  readonly #source: ProblemSource;
  readonly #problems: Problem[] = [];
  #dropped = 0;
  #worstDropped: Severity = "info";
  #hasError = false;

  constructor(source: ProblemSource) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  get hasError(): boolean {
    return this.#hasError;
  }

  /** `message` is called only while there is room. */
  add(severity: Severity, code: string, message: () => string, start?: number, end?: number): void {
    if (severity === "error") this.#hasError = true;
    if (this.#problems.length >= MAX_PROBLEMS) {
      this.#dropped++;
      if (rank[severity] > rank[this.#worstDropped]) this.#worstDropped = severity;
      return;
    }
    const problem: Problem = { code, severity, message: message(), source: this.#source };
    if (start !== undefined) problem.span = { start, end: end ?? start } satisfies Span;
    this.#problems.push(problem);
  }

  /** The problems in the order they were found, and one that counts the rest when there were too many. */
  finish(): Problem[] {
    if (this.#dropped > 0) {
      this.#problems.push({
        code: "more-problems",
        severity: this.#worstDropped,
        message: `${this.#dropped} more problems were found and are not listed.`,
        source: this.#source,
      });
      this.#dropped = 0;
    }
    return this.#problems;
  }
}
