import type { Hover } from "@easel/doctor/language";

/** What a hover says, as Markdown in which every character of the text stands for itself. */
export function hoverMarkdown({ title, meaning, facts, spec }: Hover): string {
  const lines = facts.map(({ label, text }) => `- **${plain(label)}** ${plain(text)}`);
  return [
    `**${plain(title)}**`,
    plain(meaning),
    lines.join("\n"),
    spec && `*${plain(`${spec.document} ${spec.section}`)}*`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** Values come from anywhere: none of them may become a link, an image or a heading. */
const plain = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!<>|~&:@/]/g, (char) => `&#${char.charCodeAt(0)};`);
