import type { CodePage, CodeTag } from "./code-page.ts";
import { codePages } from "./code-pages/index.ts";

interface PageIndex {
  page: CodePage;
  byToken: readonly (CodeTag | undefined)[];
  /** Names first, so that an alias never hides another tag's real name. */
  byName: ReadonlyMap<string, CodeTag>;
}

const indexes: readonly PageIndex[] = codePages.map((page) => {
  const byToken: (CodeTag | undefined)[] = new Array(0x40).fill(undefined);
  const byName = new Map<string, CodeTag>();
  for (const tag of page.tags) {
    byToken[tag.token] = tag;
    byName.set(tag.name, tag);
  }
  for (const tag of page.tags) for (const alias of tag.aliases) if (!byName.has(alias)) byName.set(alias, tag);
  return { page, byToken, byName };
});

const byNamespace = new Map(indexes.map((index) => [index.page.namespace.toLowerCase(), index]));
const byPrefix = new Map(indexes.map((index) => [index.page.prefix, index.page]));

const byAnyName = new Map<string, CodeTag[]>();
for (const { page } of indexes) {
  for (const tag of page.tags) {
    const same = byAnyName.get(tag.name);
    if (same) same.push(tag);
    else byAnyName.set(tag.name, [tag]);
  }
}

/** A namespace without the trailing colon older examples write: `ComposeMail:` is `ComposeMail`. */
export const bareNamespace = (namespace: string): string =>
  namespace.endsWith(":") ? namespace.slice(0, -1) : namespace;

/** Whether two namespaces are one: a trailing colon and case do not count. */
export const sameNamespace = (a: string, b: string): boolean =>
  a === b || bareNamespace(a).toLowerCase() === bareNamespace(b).toLowerCase();

/** The code page 0-25 with this number; undefined for a page ActiveSync does not have. */
export const pageByNumber = (page: number): CodePage | undefined => indexes[page]?.page;

/** The code page of a namespace, with or without trailing colon, in any case. */
export const pageByNamespace = (namespace: string): CodePage | undefined =>
  byNamespace.get(bareNamespace(namespace).toLowerCase())?.page;

/** The code page whose customary prefix this is: `airsyncbase`, `email2`, `rm`. */
export const pageByPrefix = (prefix: string): CodePage | undefined => byPrefix.get(prefix.toLowerCase());

/** The tag with this token (0x05-0x3F) on this page (0-25), if there is one. */
export const tagByToken = (page: number, token: number): CodeTag | undefined => indexes[page]?.byToken[token];

/** The tag of a page by its exact name, or by one of its aliases. */
export const tagOnPage = (page: number, name: string): CodeTag | undefined => indexes[page]?.byName.get(name);

/** The tag of a namespace by its exact name, or by one of its aliases. */
export const tagByName = (namespace: string, name: string): CodeTag | undefined =>
  byNamespace.get(bareNamespace(namespace).toLowerCase())?.byName.get(name);

/** Every tag with exactly this name, in page order. */
export const tagsNamed = (name: string): readonly CodeTag[] => byAnyName.get(name) ?? [];
