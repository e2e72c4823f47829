import type { Severity } from "../problem.ts";
import type { ProblemList } from "../problem-list.ts";
import type { ValueField } from "./decoded.ts";
import type { ValueInput } from "./value-input.ts";

/** Collects the fields of one structure and the problems about them, from byte offsets. */
export class FieldList {
  readonly fields: ValueField[] = [];
  readonly #input: ValueInput;
  readonly #problems: ProblemList;

  constructor(input: ValueInput, problems: ProblemList) {
    this.#input = input;
    this.#problems = problems;
  }

  /** A part that has no bytes is left out. */
  add(name: string, start: number, end: number, text: string): void {
    if (end <= start) return;
    const textSpan = this.#input.textSpan(start, end);
    this.fields.push({ name, span: { start, end }, ...(textSpan && { textSpan }), text });
  }

  /** A problem about the bytes from `start` to `end`, told in the units of what was given. */
  problem(severity: Severity, code: string, message: () => string, start: number, end: number): void {
    const span = this.#input.inputSpan(start, end);
    this.#problems.add(severity, code, message, span.start, span.end);
  }
}
