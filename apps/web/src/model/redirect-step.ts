import { clouds } from "@easel/proxy/clouds";
import type { Draft, Target } from "./draft.ts";
import { ACTIVESYNC_PATH } from "./endpoint.ts";
import { type HeaderList, headerOf } from "./header-list.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308, 451]);

/** Where an answer sends its client to: 451 with X-MS-Location (MS-ASHTTP 3.1.5.2.2), or a redirect of HTTP's own. */
export interface Redirect {
  host: string;
  target: Target;
}

/** Undefined when the answer is no redirect, or leads to nothing this page could call. */
export function redirectOf(status: number, headers: HeaderList, from: string): Redirect | undefined {
  if (!REDIRECTS.has(status)) return undefined;
  const location = headerOf(headers, "X-MS-Location") ?? headerOf(headers, "Location");
  if (!location) return undefined;
  let url: URL;
  try {
    url = new URL(location.trim(), from);
  } catch {
    return undefined;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  const isActiveSync = url.pathname.toLowerCase() === ACTIVESYNC_PATH.toLowerCase();
  const cloud = isActiveSync && url.port === "" ? clouds.find(({ host }) => host === url.hostname) : undefined;
  const target: Target = cloud
    ? { kind: "office365", ...(cloud.id !== "worldwide" && { cloud: cloud.id }) }
    : { kind: "own", url: `${url.origin}${isActiveSync ? url.pathname : ACTIVESYNC_PATH}` };
  return { host: url.host, target };
}

export const goTo = (draft: Draft, { target }: Redirect): Draft => ({ ...draft, target });
