import type { ElementNode } from "@easel/codec/document";
import type { Problem } from "@easel/codec/problem";

/** What would mend a problem, for an editor or a finding to carry out. */
export type Repair =
  | { kind: "remove" }
  /** Another element in its place, content kept. */
  | { kind: "rename"; namespace: string; name: string }
  /** Another value. */
  | { kind: "set-value"; value: string }
  /** A child the element lacks; another one would do as well where `or` says so. */
  | { kind: "insert"; namespace: string; name: string; or?: readonly { namespace: string; name: string }[] };

export type ElementProblemCode =
  | "wrong-root"
  | "element-not-here"
  | "element-not-in-version"
  | "element-wrong-namespace"
  | "element-of-other-side"
  | "child-missing"
  | "child-repeated"
  | "child-order"
  | "text-not-here"
  | "content-not-here"
  | "value-missing"
  | "value-kind"
  | "value-choice"
  | "value-range"
  | "value-length"
  | "value-date"
  | "value-not-opaque";

/**
 * A fault of an element against the content model. `span` counts in the text of a parsed document, in the bytes of
 * a decoded one. `message` is the whole story, `title` its heading, `advice` what to do.
 */
export interface ElementProblem extends Problem {
  code: ElementProblemCode;
  element: ElementNode;
  /** As `pathOf` of the codec would give it. */
  path: string;
  title: string;
  advice?: string;
  spec: { document: string; section: string };
  repair?: Repair;
}
