import type { MailPart } from "./read-mail.ts";

const extensions: Partial<Record<MailPart["kind"], string>> = {
  text: "txt",
  // Not a page that a press opens in the browser.
  html: "html.txt",
  calendar: "ics",
  contact: "vcf",
  message: "eml",
};

/** Characters of a name that are kept, from its end, where the extension is. */
const MAX_NAME = 120;

/** The name to save a part under. The mail names it: paths, controls and turned-round text are not taken over. */
export function saveName({ fileName, id, kind }: Pick<MailPart, "fileName" | "id" | "kind">): string {
  const clean = (fileName ?? "").replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, "_").slice(-MAX_NAME);
  return /[^_.\s]/.test(clean) ? clean : `part-${id || "1"}.${extensions[kind] ?? "bin"}`;
}
