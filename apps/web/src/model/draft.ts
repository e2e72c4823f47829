import type { CloudId } from "@easel/proxy/clouds";

/**
 * The request being edited. Everything in a draft may travel in a link: it holds no password, token,
 * cookie or policy key (those live in `credentials`, in memory only).
 */

/** Where the draft is sent. A link can name a target but never switches to one silently. */
export type Target =
  | { kind: "sandbox" }
  | {
      kind: "office365";
      /** The worldwide one when left out. */
      cloud?: CloudId | undefined;
    }
  | { kind: "own"; url: string };

/**
 * How the body is made. "auto" follows the command and the version; the others send what is asked, faults
 * included: "bytes" the very bytes that were pasted.
 */
export type BodyForm = "auto" | "wbxml" | "mime" | "xml" | "none" | "bytes";

export interface Draft {
  target: Target;
  method: "POST" | "OPTIONS";
  /**
   * Exactly what follows `?` in the URL, plain or base64: the one truth for command, user, device and
   * parameters. Fields of the page read it through `readQuery` and change only their own piece of it.
   */
  query: string;
  /** MS-ASProtocolVersion; "" sends no such header. In a base64 query the version byte follows it. */
  protocolVersion: string;
  /** Headers beside the computed ones; one with a computed header's name replaces it ("" as value removes it). */
  headers: [name: string, value: string][];
  bodyForm: BodyForm;
  /** The XML pane's text, line ends as written. The truth of the body when the body is WBXML or XML. */
  xml: string;
  /**
   * The message as byte text (see `byte-text`). The truth of the body when the body is bare MIME;
   * otherwise a window on `<Mime>` in `xml` and empty here.
   */
  mime: string;
  /**
   * Base64 of the exact body when `bodyForm` is "bytes", else "". Then `xml` is only the best reading of it,
   * for looking at.
   */
  bytes: string;
}
