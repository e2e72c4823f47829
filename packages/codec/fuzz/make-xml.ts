import { codePages } from "../src/protocol/index.ts";
import type { Random } from "./random.ts";

/** Markup whole and in part, and characters that have caused trouble somewhere. */
export const xmlPieces: readonly string[] = [
  "<",
  ">",
  "/>",
  "</",
  "</Sync>",
  "<Sync>",
  "<Status/>",
  "<a:b>",
  "<!--",
  "-->",
  "<!-- -->",
  "<![CDATA[",
  "]]>",
  "<![CDATA[x]]>",
  "<?",
  "?>",
  "<?xml version='1.0'?>",
  "<!DOCTYPE x [",
  "<!DOCTYPE x>",
  "&",
  "&amp;",
  "&#13;",
  "&#0;",
  "&#xD800;",
  "&#x1F600;",
  "&bad;",
  "=",
  '"',
  "'",
  ' xmlns="AirSync"',
  ' xmlns="Email:"',
  ' xmlns=""',
  ' xmlns:email="Email"',
  ' xmlns:a="Unknown-Page-40"',
  ' xmlns:wire="urn:easel:wire"',
  ' wire:opaque="base64"',
  ' xml:lang="en"',
  ' a="b"',
  ' wire:length="3"',
  ' wire:text="empty"',
  ' wire:text="escaped"',
  ' wire:token="83 00"',
  ' wire:token="02 41"',
  ' wire:token="03 FF 00"',
  ' wire:token="C0"',
  ' wire:token="43 05 01"',
  ' wire:tag="C5 05 01"',
  ' wire:tag="44 00"',
  ' wire:pages="1 2"',
  ' wire:pages="0"',
  ' wire:end-pages="0"',
  ' wire:header="03 01 6A 02 41 00"',
  ' wire:header="02 01 04 00"',
  ' wire:before="43 05 01"',
  ' wire:trailing="01"',
  ' wire:none="1"',
  "<wire:content>",
  "</wire:content>",
  '<wire:content wire:opaque="base64">/w==</wire:content>',
  "\\u0007",
  "\\\\",
  "_x0020_",
  "AAEC",
  "/w==",
  " ",
  "\n",
  "\r\n",
  "\r",
  "\t",
  "a",
  "é",
  "日本",
  "😀",
  "\uD800",
  "\uDC00",
  "\uFEFF",
  "\uFFFE",
  "\u0000",
  "\u0001",
  "\u0085",
  "\u2028",
];

/** A document as a person writes one, with slips now and then. */
export function makeXml(random: Random): string {
  const root = codePages[random.below(26)] ?? codePages[0];
  const others = [random.pick(codePages), random.pick(codePages)];
  let text = random.once(3) ? "" : '<?xml version="1.0" encoding="utf-8"?>\n';
  const name = (): string => {
    if (random.once(25)) return random.pick(["Unknown-3F", "Nope", "x", "email:Subject", "sync"]);
    const page = random.once(3) ? random.pick(others) : root;
    const tag = random.pick(page?.tags ?? []);
    const written = tag.aliases.length > 0 && random.once(3) ? random.pick(tag.aliases) : tag.name;
    return page === root ? written : `${page?.prefix}:${written}`;
  };
  const open: string[] = [];
  const wire = random.once(2) ? ' xmlns:wire="urn:easel:wire"' : "";
  const declared = others.map((page) => ` xmlns:${page.prefix}="${page.namespace}${random.once(4) ? ":" : ""}"`);
  const first = name();
  text += `<${first} xmlns="${root?.namespace}"${declared.join("")}${wire}>`;
  open.push(first);
  for (let left = random.size(random.once(8) ? 30 : 8); left > 0 && open.length > 0; left--) {
    const way = random.below(12);
    if (way < 3) {
      const tag = name();
      text += `<${tag}>`;
      open.push(tag);
    } else if (way < 5) text += `<${name()}/>`;
    else if (way < 7) text += random.pick(["plain", "1", "a &amp; b", "\n  ", " ", "é😀", "x\r\ny"]);
    else if (way === 7) text += `<![CDATA[${random.pick(["", "To: a\r\n\r\nb", "]]", "<a>", "é"])}]]>`;
    else if (way === 8) text += random.pick(xmlPieces);
    else text += `</${open.pop()}>`;
    if (random.once(3)) text += "\n";
  }
  if (!random.once(12)) for (let tag = open.pop(); tag; tag = open.pop()) text += `</${tag}>`;
  return text;
}

/** Much of one piece: what takes long only when there is much of it. */
export function makeLargeXml(random: Random): string {
  const unit = random.once(6)
    ? Array.from({ length: 1 + random.below(300) }, (_, index) => ` xmlns:p${index}="Email"`).join("")
    : random.pick([...xmlPieces, "<Add>", "<Add><Status>1</Status></Add>", "<email:To>a</email:To>"]);
  const tag = random.once(4) ? "<Sync" : '<Sync xmlns="AirSync" xmlns:email="Email">';
  return `${tag}${unit.repeat(random.repeats(unit.length))}</Sync>`;
}
