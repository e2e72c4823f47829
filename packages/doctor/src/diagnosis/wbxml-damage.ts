import type { Problem } from "@easel/codec/problem";
import type { Side } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { damageCause } from "./wbxml-cause.ts";

const titles: Readonly<Record<string, string>> = {
  "unknown-tag": "A tag is not in the code page",
  "legacy-tag": "A tag that current documents no longer list",
  "invalid-utf8": "A string is not UTF-8",
  "invalid-text": "A string is not in the charset the header names",
  "trailing-bytes": "Bytes follow the end of the document",
  truncated: "The document is cut off",
  "unterminated-string": "A string has no end",
  "bad-length": "A length does not fit its data",
  "damaged-header": "The header is damaged",
  "suspicious-content": "Text and elements stand together",
  "suspicious-string": "A string has swallowed what follows it: its zero byte is missing",
  "control-character": "A string holds control characters",
  charset: "The header names another charset than UTF-8",
  "string-table": "The document has a string table",
  "other-wbxml-language": "The header names another language than ActiveSync's",
  "public-id": "The header names another language than ActiveSync's",
  "wbxml-version": "The header names another version of WBXML than 1.3",
  "not-activesync": "A part of WBXML that ActiveSync does not use",
  "unexpected-end": "An END token stands where an element should begin",
  "no-root": "The document has no element",
};

const advices: Readonly<Record<string, string>> = {
  "invalid-utf8": "Encode every string as UTF-8: that is what charset 6A in the header says.",
  "unknown-tag": "Check the code page in force at this byte, and the token.",
  "suspicious-string": "End every string with 00, the empty one too; or write an empty element without content.",
  "trailing-bytes": "Send the document alone: no line end, no padding, no second document.",
  truncated: "Close every element that has content with END (01), and see that Content-Length is all of it.",
  charset: "Write 6A (UTF-8) as the third byte, and encode strings so.",
  "string-table": "Write 00 as the length of the string table and every string inline (03 … 00).",
  "other-wbxml-language": "Begin with 03 01 6A 00.",
  "public-id": "Begin with 03 01 6A 00.",
  "wbxml-version": "Begin with 03 01 6A 00.",
};
const ADVICE = "Check that every string ends with 00, every open tag with END (01), and that lengths are right.";

/** What comes from another fault more often than it is one; the cause is told before them. */
const echoes = new Set(["truncated", "unknown-tag", "suspicious-content", "trailing-bytes", "unexpected-end"]);

/** What decoding the bytes of a side said, its likely cause first. */
export function damageFindings(side: "request" | "reply", { body, document, problems }: Side): Finding[] {
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.severity !== "info") kinds.set(problem.code, [...(kinds.get(problem.code) ?? []), problem]);
  }
  const isDamaged = problems.some(({ severity }) => severity === "error");
  const cause = kinds.size > 0 ? damageCause(body, document, problems) : undefined;
  const told = [...kinds]
    .sort(([left], [right]) => rank(left) - rank(right))
    .map(([code, [first, ...others]]): Finding => {
      const more =
        others.length > 0
          ? ` There ${others.length === 1 ? "is one more place" : `are ${others.length} more places`} like it.`
          : "";
      const isCause = isDamaged && code === "suspicious-string";
      return {
        rule: side === "request" ? `wbxml-${code}` : `reply-wbxml-${code}`,
        severity: isCause || (code === "invalid-utf8" && side === "request") ? "error" : (first?.severity ?? "error"),
        title: `${side === "reply" ? "In the answer: " : ""}${titles[code] ?? "The WBXML is damaged"}`,
        explanation: `${first?.message ?? ""}${more}`,
        ...(side === "request" ? { advice: advices[code] ?? ADVICE } : {}),
        evidence: [first, ...others]
          .slice(0, 5)
          .flatMap((problem): Evidence[] => (problem?.span ? [{ side, kind: "bytes", span: problem.span }] : [])),
        spec: { document: "MS-ASWBXML", section: "2.1" },
      };
    });
  if (!cause) return told;
  return [
    {
      rule: side === "request" ? `wbxml-${cause.code}` : `reply-wbxml-${cause.code}`,
      severity: "error",
      title: `${side === "reply" ? "In the answer: " : ""}${cause.title}`,
      explanation: cause.message,
      ...(side === "request" ? { advice: cause.advice } : {}),
      evidence: [{ side, kind: "bytes", span: cause.span }],
      spec: { document: "MS-ASWBXML", section: "2.1" },
    },
    ...told.filter(({ rule }) => cause.code !== "converted" && !echoes.has(rule.replace(/^(?:reply-)?wbxml-/, ""))),
  ];
}

const rank = (code: string): number => (code === "suspicious-string" ? 0 : echoes.has(code) ? 2 : 1);
