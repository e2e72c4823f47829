import { pageByNamespace, pageByNumber, tagByToken } from "./lookup.ts";

const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");

/** The namespace of a page by number: Microsoft's, or `Unknown-Page-40` for a page ActiveSync lacks. */
export const namespaceOf = (page: number): string => pageByNumber(page)?.namespace ?? `Unknown-Page-${hexByte(page)}`;

/** The name of a token on a page: Microsoft's, or `Unknown-3F` for a token without a tag. */
export const nameOf = (page: number, token: number): string =>
  tagByToken(page, token)?.name ?? `Unknown-${hexByte(token)}`;

/** The page number of a namespace, placeholders included; undefined when it is neither. */
export function pageOf(namespace: string): number | undefined {
  const known = pageByNamespace(namespace);
  if (known) return known.page;
  const digits = /^unknown-page-([0-9a-f]{2}):?$/i.exec(namespace)?.[1];
  const page = digits === undefined ? undefined : Number.parseInt(digits, 16);
  return page === undefined || pageByNumber(page) ? undefined : page;
}

/** The token a placeholder name stands for, 0x05-0x3F; undefined for any other name. */
export function placeholderToken(name: string): number | undefined {
  const digits = /^Unknown-([0-9A-F]{2})$/.exec(name)?.[1];
  const token = digits === undefined ? 0 : Number.parseInt(digits, 16);
  return token >= 0x05 && token <= 0x3f ? token : undefined;
}
