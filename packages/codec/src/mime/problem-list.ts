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

  /** In the order of the text, with one problem for each code that was cut off. */
  finish(): Problem[] {
    for (const [code, count] of this.#counts) {
      if (count <= MAX_PROBLEMS_PER_CODE) continue;
      const message = `${count - MAX_PROBLEMS_PER_CODE} more problems of the kind ${code} are not listed.`;
      const last = this.problems.findLast((problem) => problem.code === code);
      this.problems.push({
        code: "more-problems",
        severity: "info",
        message,
        source: "mime",
        span: last?.span ?? { start: 0, end: 0 },
      });
    }
    return this.problems.sort((left, right) => (left.span?.start ?? 0) - (right.span?.start ?? 0));
  }
}
