import { namespaceOf } from "@easel/codec/protocol";
import type { ByteLabel } from "@easel/codec/wbxml";

/** A token as a protocol analyser shows it; what a column has nothing for is empty. */
export interface TokenColumns {
  /** `0x05` for a tag, the name of WBXML 1.3 section 7.1 for any other token. */
  token: string;
  /** `<ClientId>`, `</ClientId>`. */
  name: string;
  /** Text in quotes, what a switch leads to, how long opaque data is. */
  value: string;
}

const TAG_WITH_MORE = /^(<[^>]*>)(?:, )?(.*)$/s;

export function tokenColumns({ kind, text, page, element }: ByteLabel, firstByte: number): TokenColumns {
  switch (kind) {
    case "tag": {
      const [, name = text, more = ""] = TAG_WITH_MORE.exec(text) ?? [];
      return { token: element ? `0x${hex(element.token)}` : "", name, value: more };
    }
    case "end":
      return { token: "END", name: text, value: "" };
    case "page":
      return { token: "SWITCH_PAGE", name: "", value: `switch to code page ${pageColumn(page)}` };
    case "text":
      return { token: firstByte === 0x03 ? "STR_I" : `0x${hex(firstByte)}`, name: "", value: text };
    case "opaque":
      return { token: "OPAQUE", name: "", value: text };
    case "header":
      return { token: "header", name: "", value: text };
    case "other":
      return { token: "", name: "", value: text };
  }
}

/** `21 ComposeMail`. */
export const pageColumn = (page: number): string => `${page} ${namespaceOf(page)}`;

const hex = (byte: number): string => byte.toString(16).padStart(2, "0").toUpperCase();
