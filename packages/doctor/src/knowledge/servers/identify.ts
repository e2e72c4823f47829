import { exchangeOnline } from "./exchange.ts";
import { isExchangeOnline } from "./exchange-online.ts";
import { servers } from "./list.ts";
import type { Mark, Server } from "./server.ts";

/** A server that was recognised in an answer, and by what. */
export interface Identified {
  server: Server;
  /** The version it gives of itself. */
  version?: string;
  /** The header that told it; without one, the words of the page or the host. */
  header?: string;
  /** False when others may give the same answer. */
  isSure: boolean;
}

/** What of an answer is looked at. */
export interface Answer {
  headers: readonly (readonly [name: string, value: string])[];
  /** The beginning of a page or a text; not of WBXML. */
  text?: string;
  /** Where the request went. */
  host?: string;
}

/** Values longer than this are no mark of anybody. */
const MAX_VALUE = 1000;

/**
 * The server behind an answer; undefined when nothing tells it. A mark of its own counts before one that others
 * copy, and a number of Exchange alone is a guess: without IIS it says nothing up to 14, which everybody copies.
 */
export function identifyServer(answer: Answer): Identified | undefined {
  const own = findBy(answer, false);
  if (own) return { ...own, ...(own.version ? {} : versionOf(answer, own.server)) };
  if (isExchangeOnline(answer.host ?? "")) return { server: exchangeOnline, isSure: true };
  if (isIis(answer)) {
    const found = findBy(answer, true, isExchange);
    return found && { ...found, isSure: true };
  }
  const found = findBy(answer, true);
  return found && isExchange(found.server) && !found.version?.startsWith("15.") ? undefined : found;
}

const isExchange = ({ id }: Server): boolean => id.startsWith("exchange-");

function findBy(answer: Answer, shared: boolean, wanted = (_: Server) => true): Identified | undefined {
  for (const server of servers) {
    if (!wanted(server)) continue;
    for (const mark of server.marks) {
      if ((mark.shared ?? false) !== shared) continue;
      const match = matchOf(answer, mark);
      if (!match) continue;
      const version = match.slice(1).find(Boolean)?.trim();
      const header = mark.header === undefined ? {} : { header: mark.header };
      return { server, ...(version ? { version } : {}), ...header, isSure: !shared };
    }
  }
  return undefined;
}

function versionOf(answer: Answer, server: Server): { version?: string } {
  for (const mark of server.marks) {
    const version = matchOf(answer, mark)?.slice(1).find(Boolean)?.trim();
    if (version) return { version };
  }
  return {};
}

function matchOf({ headers, text }: Answer, { header, pattern }: Mark): RegExpExecArray | undefined {
  if (header === undefined) return (text === undefined ? null : pattern.exec(text)) ?? undefined;
  for (const [name, value] of headers) {
    if (value.length > MAX_VALUE || name.toLowerCase() !== header.toLowerCase()) continue;
    const match = pattern.exec(value.trim().replace(/\s*,\s*/g, header.startsWith("MS-AS") ? "," : ", "));
    if (match) return match;
  }
  return undefined;
}

const isIis = ({ headers }: Answer): boolean =>
  headers.some(
    ([name, value]) =>
      (/^server$/i.test(name) && /^Microsoft-(?:IIS|HTTPAPI)/i.test(value)) ||
      (/^x-powered-by$/i.test(name) && /ASP\.NET/i.test(value)) ||
      /^x-(?:feserver|beserver|owa-version|diaginfo|caserrorcode)$/i.test(name),
  );
