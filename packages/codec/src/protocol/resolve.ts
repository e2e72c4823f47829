import type { CodeTag } from "./code-page.ts";
import { tagOnPage } from "./lookup.ts";
import { pageOf, placeholderToken } from "./placeholder.ts";

/** What an element's namespace and name are on the wire. */
export interface ResolvedTag {
  page: number;
  token: number;
  /** Absent for a placeholder. */
  tag?: CodeTag;
}

/** The page and token of an element name, aliases and placeholders included; undefined when there is none. */
export function resolveTag(namespace: string, name: string): ResolvedTag | undefined {
  const page = pageOf(namespace);
  if (page === undefined) return undefined;
  const tag = tagOnPage(page, name);
  if (tag) return { page, token: tag.token, tag };
  const token = placeholderToken(name);
  return token === undefined ? undefined : { page, token };
}
