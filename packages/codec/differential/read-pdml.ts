import type { Span } from "../src/document.ts";

/** One token of a document as tshark sees it: its field (`known_tag`, `str_i` …), its bytes and what it shows. */
export interface PeerToken {
  field: string;
  span: Span;
  shown: string;
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** The tokens of each packet in tshark's PDML; undefined for a packet whose body it did not take for WBXML. */
export function readPdml(pdml: string): (PeerToken[] | undefined)[] {
  return pdml
    .split("<packet>")
    .slice(1)
    .map((packet) => {
      const [, body] = /<proto name="wbxml"([\s\S]*?)<\/proto>/.exec(packet) ?? [];
      if (body === undefined) return undefined;
      const base = Number(/ pos="(\d+)"/.exec(body)?.[1]);
      // Header fields stand before this line, the tokens of the body behind it.
      const tokens = body.slice(body.indexOf('show="Level |'));
      return [...tokens.matchAll(/<field name="wbxml\.(\w+)"([^>]*)>/g)].map(([, field = "", attributes = ""]) => {
        const start = Number(attribute(attributes, "pos")) - base;
        return {
          field,
          span: { start, end: start + Number(attribute(attributes, "size")) },
          shown: attribute(attributes, "show"),
        };
      });
    });
}

function attribute(attributes: string, name: string): string {
  const [, value = ""] = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes) ?? [];
  return value.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (whole, hex?: string, named?: string) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (entities[named ?? ""] ?? whole),
  );
}
