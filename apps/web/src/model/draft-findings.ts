import type { Finding } from "@easel/doctor/diagnosis";
import type { Wire } from "./build-wire.ts";

/** What the doctor says of text that stands where elements belong. */
const ABOUT_STRAY_TEXT: ReadonlySet<string> = new Set(["text-not-here", "wbxml-suspicious-content"]);

/**
 * The findings without those about a half-typed tag: to the preview's bytes it is text, and what stands under the
 * editor says all there is to say of it.
 */
export function withoutHalfTyped(findings: Finding[], { problems }: Pick<Wire, "problems">): Finding[] {
  const isHalfTyped = problems.some(({ source, severity }) => source === "xml" && severity === "error");
  return isHalfTyped ? findings.filter(({ rule }) => !ABOUT_STRAY_TEXT.has(rule)) : findings;
}
