import type { ElementNode } from "@easel/codec/document";
import { containerRule } from "../knowledge/content-model/index.ts";
import { afterItsComment } from "./comments.ts";
import type { TextEdit } from "./text-edit.ts";

/** A container with the element it stands in, which decides what it may hold. */
export interface Container {
  element: ElementNode;
  parent: ElementNode | undefined;
}

/**
 * The edit that puts the children of a container in the specification's order, each with the comments before it and
 * behind it on its line; none when they are in order.
 */
export function reorder(text: string, { element, parent }: Container, version: string | undefined): TextEdit[] {
  const ranks = new Map(
    containerRule("request", element, parent, version)?.children.map(({ namespace, name }, index) => [
      `${namespace}:${name}`,
      index,
    ]),
  );
  const children = element.children.filter((child): child is ElementNode => child.kind === "element");
  const from = element.tagSpan?.end;
  if (from === undefined || ranks.size === 0) return [];
  let at = from;
  const pieces = children.map((child) => {
    const start = at;
    at = afterItsComment(text, child.textSpan?.end ?? at);
    return { text: text.slice(start, at), rank: ranks.get(`${child.namespace}:${child.name}`) ?? ranks.size };
  });
  const ordered = pieces.toSorted((left, right) => left.rank - right.rank);
  if (ordered.every((piece, index) => piece === pieces[index])) return [];
  return [{ span: { start: from, end: at }, text: ordered.map((piece) => piece.text).join("") }];
}
