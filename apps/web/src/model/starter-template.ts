import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** Two versions with a hyphen, either end open: `12.0-14.1`, `14.0-`, `-12.1`. */
export type VersionRange = `${string}-${string}`;

/**
 * A document at a version, lines ending in CRLF. In the template a line may end in a range, ` @14.0-`: the line and
 * what is indented under it, its end tag included, belong to these versions alone. Namespaces declared on the root
 * stay where a prefix of theirs is left.
 */
export function renderTemplate(template: string, version: string): string {
  const kept: string[] = [];
  let skipped: number | undefined;
  for (const line of template.trim().split("\n")) {
    const [text = "", range] = line.split(/ @(?=[\d.]*-[\d.]*$)/);
    const indent = text.search(/\S/);
    if (skipped !== undefined) {
      const isEndTag = indent === skipped && text.startsWith("</", indent);
      if (indent > skipped || isEndTag) {
        if (isEndTag) skipped = undefined;
        continue;
      }
      skipped = undefined;
    }
    if (range !== undefined && !inRange(range as VersionRange, version)) skipped = indent;
    else kept.push(text);
  }
  const [root = "", ...rest] = kept;
  const body = rest.join("\n");
  const declared = root.replace(/ xmlns:([\w-]+)="[^"]*"/g, (all, prefix) => (body.includes(`<${prefix}:`) ? all : ""));
  return `${[DECLARATION, declared, ...rest].join("\r\n")}\r\n`;
}

/** Whether a version lies in a range; one that nobody knows counts as the newest. */
export function inRange(range: VersionRange, version: string): boolean {
  const [from = "", until = ""] = range.split("-");
  const known = isProtocolVersion(version) ? version : "16.1";
  return (from === "" || compareVersions(known, from) >= 0) && (until === "" || compareVersions(known, until) <= 0);
}
