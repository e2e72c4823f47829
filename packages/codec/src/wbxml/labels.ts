import type { ElementNode, Span } from "../document.ts";

/** What a labelled run of WBXML bytes is; also the colour key of the hex view. */
export type ByteKind = "header" | "page" | "tag" | "text" | "opaque" | "end" | "other";

/** One token of a WBXML document with its bytes and its meaning in plain words. */
export interface ByteLabel {
  span: Span;
  kind: ByteKind;
  /** Nesting depth of the line: 0 for the root tag. */
  level: number;
  /** Code page in force at the token. */
  page: number;
  /** `<ClientId>`, `"6337246…"`, `switch to code page 21 ComposeMail`, `opaque, 317 bytes`. */
  text: string;
  /** The element the token belongs to; absent for the header and trailing bytes. */
  element?: ElementNode;
}
