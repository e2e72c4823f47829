import type { Span } from "./document.ts";

export type Severity = "error" | "warning" | "info";

/** Which format the problem was found in; `span` counts in that format's units (see `Span`). */
export type ProblemSource = "wbxml" | "xml" | "mime" | "url" | "multipart" | "value";

/**
 * Something wrong at a span, found by a parser or decoder. `message` is one or two plain sentences:
 * what was met, where, and what could have stood there. `code` is stable, kebab-case, per source.
 */
export interface Problem {
  code: string;
  severity: Severity;
  message: string;
  source: ProblemSource;
  span?: Span;
}

export const hasError = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === "error");
