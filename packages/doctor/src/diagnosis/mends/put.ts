import { childElement, type ElementNode, walkElements } from "@easel/codec/document";
import { type Making, type NewElement, neededElement } from "../../language/index.ts";
import type { Placed } from "../elements.ts";
import type { Facts } from "../facts.ts";
import type { Edit } from "../finding.ts";

/** What a press does, and the button's words. */
export interface Fix {
  fix: Edit[];
  fixLabel: string;
}

/** A fix of these edits; none when there is nothing to do. */
export const fixOf = (fixLabel: string, fix: readonly Edit[]): Fix | undefined =>
  fix.length > 0 ? { fix: [...fix], fixLabel } : undefined;

/** Gives an element a child: what it should hold goes into an empty one, a missing one is put in. */
export function put({ element, path }: Placed, child: NewElement): Edit[] {
  const { namespace, name, content } = child;
  if (!childElement(element, name, namespace)) return [{ kind: "insert-element", path, element: child }];
  const own = `${path}/${name}`;
  if (typeof content === "string" || content instanceof Uint8Array)
    return [{ kind: "set-content", path: own, content }];
  return (content ?? []).map((inner): Edit => ({ kind: "insert-element", path: own, element: inner }));
}

/** How elements of this request are made; a salt tells the ids of one place from those of another. */
export function makingOf({ version, url, request }: Facts, salt = ""): Making {
  return {
    side: "request",
    version,
    get seed() {
      const { body } = request;
      const ends = [body.subarray(0, SEED_BYTES), body.subarray(Math.max(SEED_BYTES, body.length - SEED_BYTES))];
      return `${salt} ${url.text} ${body.length} ${ends.map((bytes) => new TextDecoder("latin1").decode(bytes)).join("")}`;
    },
  };
}

/** Of a long body its two ends tell it from another. */
const SEED_BYTES = 4096;

/** A child with all it needs, its ids made from the salt as well; undefined when only a person can know a part of it. */
export function whole(
  facts: Facts,
  child: { namespace: string; name: string },
  parent: ElementNode,
  salt?: string,
): NewElement | undefined {
  const { element, isWhole } = neededElement(child, parent, makingOf(facts, salt));
  return isWhole ? element : undefined;
}

/** Every element of the request that fits, with its path. */
export function allOf(facts: Facts, fits: (element: ElementNode) => boolean): Placed[] {
  const root = facts.request.document?.root;
  const found: Placed[] = [];
  if (root)
    walkElements(root, (element, path) => {
      if (fits(element)) found.push({ element, path });
    });
  return found;
}
