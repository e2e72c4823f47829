import type { Span } from "../document.ts";
import type { Problem, Severity } from "../problem.ts";

/** More of one kind than this tells a reader nothing new. */
export const MAX_PROBLEMS_PER_CODE = 20;

/** Collects problems of a MIME scan, capped per code so that hostile input stays cheap. */
export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #counts = new Map<string, number>();

  add(severity: Severity, code: string, message: string, span: Span): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= MAX_PROBLEMS_PER_CODE) this.problems.push({ code, severity, message, source: "mime", span });
  }

  has(code: string): boolean {
    return this.#counts.has(code);
  }

  /** Each code once with its count, for codes that were cut off. */
  cutOff(): [code: string, count: number][] {
    return [...this.#counts].filter(([, count]) => count > MAX_PROBLEMS_PER_CODE);
  }
}
