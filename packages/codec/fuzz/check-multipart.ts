import { formatMultipart, parseMultipart } from "../src/http/index.ts";
import { broken, expectSameBytes, expectSound, expectSpan } from "./invariant.ts";

/** Any bytes as a multipart answer, and its parts put together again. */
export function checkMultipart(bytes: Uint8Array): void {
  const { parts, problems } = parseMultipart(bytes);
  expectSound(problems, "multipart", bytes.length);
  let total = 0;
  for (const { span, bytes: part } of parts) {
    expectSpan("part", span, 0, bytes.length);
    if (part.length !== span.end - span.start) broken("part of another length", `${part.length}`);
    total += part.length;
  }
  // Many parts may share the same bytes, so that written apart they are much more.
  if (total > 1_000_000) return;
  const written = formatMultipart(parts.map((part) => part.bytes));
  const again = parseMultipart(written);
  const fault = again.problems.find(({ severity }) => severity === "error");
  if (fault) broken("written multipart has an error", fault.message);
  for (const [index, part] of again.parts.entries()) {
    expectSameBytes("part is not what was written", part.bytes, parts[index]?.bytes ?? new Uint8Array(0));
  }
}
