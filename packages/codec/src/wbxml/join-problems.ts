import type { Problem } from "../problem.ts";

/** The problems of a text and those of encoding it, each fault once: what the text was told already is left out. */
export function joinProblems(parsed: readonly Problem[], encoded: readonly Problem[]): Problem[] {
  const errors = parsed.filter(({ severity }) => severity === "error");
  return [...parsed, ...encoded.filter((problem) => !errors.some((error) => says(error, problem)))];
}

function says(error: Problem, problem: Problem): boolean {
  if (problem.code === "no-root") return true;
  if (error.code !== problem.code || !error.span || !problem.span) return false;
  return error.span.start >= problem.span.start && error.span.end <= problem.span.end;
}
