import type { Span } from "@easel/codec/document";
import type { Severity } from "@easel/codec/problem";
import type { StructureEdit } from "../language/index.ts";

export type HeaderList = [name: string, value: string][];

/** A request with its reply as far as there is one. Pure data; bodies are the bytes on the wire. */
export interface RoundTrip {
  request: { method: string; url: string; headers: HeaderList; body: Uint8Array };
  reply?: { status: number; reason?: string; headers: HeaderList; body: Uint8Array };
  /** Why there is no reply, or none that is whole: a stable code and a sentence, as the proxy gave them. */
  error?: { code: string; message: string };
  times?: Record<string, number>;
}

/** A place the finding is about. Byte spans count in the body of that side. */
export type Evidence = { side: "request" | "reply" } & (
  | { kind: "url"; part: string }
  | { kind: "header"; name: string }
  | { kind: "status" }
  | { kind: "bytes"; span: Span }
  | { kind: "element"; path: string; span?: Span }
  /** `line` is 1-based in the message; `span` counts in the message's bytes, not the body's. */
  | { kind: "mime"; line: number; span: Span }
);

/** One step of a fix, as a change to the request. The page turns it into an edit of the draft. */
export type Edit =
  | { kind: "set-header"; name: string; value: string }
  | { kind: "remove-header"; name: string }
  | { kind: "set-query"; name: string; value: string }
  | { kind: "remove-query"; name: string }
  | { kind: "set-version"; version: string }
  /** Replaces the whole body (a bare MIME message, for instance). */
  | { kind: "set-body"; body: Uint8Array }
  /** Replaces what stands inside an element: bytes become opaque data, a string becomes text. */
  | { kind: "set-content"; path: string; content: string | Uint8Array }
  /** Elements put in, taken out, renamed, put in order; the text around them stays. Paths are those before the fix. */
  | StructureEdit;

/** An explanation: what is wrong, why, where, what to do. Every sentence is for a person who is stuck. */
export interface Finding {
  /** Stable kebab-case id of the rule. */
  rule: string;
  severity: Severity;
  title: string;
  explanation: string;
  advice?: string;
  evidence: Evidence[];
  spec?: { document: string; section: string };
  fix?: Edit[];
  /** The fix button: what pressing it does, in two to four words ("Make it opaque"). Present when `fix` is. */
  fixLabel?: string;
}
