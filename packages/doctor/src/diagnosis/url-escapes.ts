import { percentDecode } from "@easel/codec/http";
import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";

const SPEC = { document: "MS-ASHTTP", section: "2.2.1.1.1.2" };
const names = ["User", "DeviceId", "DeviceType"] as const;

/** A query that was escaped once too often, so that its names or values are not those that were meant. */
export function urlEscapes(facts: Facts): Finding[] {
  const { url, method, reply } = facts;
  if (!facts.hasRequest || method !== "POST" || reply?.succeeded || facts.command === "Autodiscover") return [];
  return [
    ...urlAlphabet(url.text),
    ...htmlEscaped(facts),
    ...twice(url.text),
    ...bareCharacters(url.text, reply?.status === 400),
  ];
}

/** A base64 query in the alphabet for URLs: ActiveSync's is the plain one. */
function urlAlphabet(text: string): Finding[] {
  const query = text.slice(text.indexOf("?") + 1);
  if (!text.includes("?") || !/^[A-Za-z0-9_-]{16,}={0,2}$/.test(query) || !/[-_]/.test(query)) return [];
  return [
    {
      rule: "url-base64-alphabet",
      severity: "error",
      title: "The base64 query is in the alphabet for URLs",
      explanation:
        "It holds “-” or “_”, which stand for “+” and “/” in base64url. A base64 query of ActiveSync is plain base64, with + and / in it, and servers cannot decode the other.",
      advice: "Encode it with the standard alphabet and the padding, as it is.",
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.1.1" },
    },
  ];
}

/** &amp; instead of &: every name after the first begins with "amp;". */
function htmlEscaped({ url }: Facts): Finding[] {
  if (!/\?[^#]*&amp;[A-Za-z]+=/.test(url.text)) return [];
  return [
    {
      rule: "url-html-escaped",
      severity: "error",
      title: "The URL is escaped for HTML",
      explanation:
        "Between the parameters stands “&amp;” instead of “&”, as in a page or an XML file. The server reads parameters called “amp;User” and “amp;DeviceId”, and misses the real ones.",
      advice: "Write a bare & between parameters.",
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: SPEC,
    },
  ];
}

/** %2540 instead of %40: after decoding once the value still holds an escape. */
function twice(text: string): Finding[] {
  const query = text.slice(text.indexOf("?") + 1).slice(0, 4000);
  const found = names.flatMap((name) => {
    const raw = new RegExp(`(?:^|&)${name}=([^&#]*)`, "i").exec(query)?.[1];
    if (raw === undefined || !/%25[0-9A-Fa-f]{2}/.test(raw)) return [];
    return [{ name, value: percentDecode(percentDecode(raw).text).text }];
  });
  const [first] = found;
  if (!first) return [];
  return [
    {
      rule: "url-escaped-twice",
      severity: "warning",
      title: `${found.map(({ name }) => name).join(" and ")} ${found.length > 1 ? "are" : "is"} percent-encoded twice`,
      explanation: `The server undoes one encoding and is left with escapes in the value, “${percentOnce(query, first.name).slice(0, 80)}”: another name than the one meant, so it refuses with 400, 401, 403 or 404.`,
      advice: "Encode each value exactly once; HTTP libraries often do it by themselves.",
      evidence: found.map(({ name }) => ({
        side: "request",
        kind: "url",
        part: name.slice(0, 1).toLowerCase() + name.slice(1),
      })),
      spec: SPEC,
      fix: found.map(({ name, value }): Edit => ({ kind: "set-query", name, value })),
      fixLabel: "Encode once",
    },
  ];
}

/** Characters that RFC 3986 has no place for in a query; a space and a plus sign are told elsewhere. */
function bareCharacters(text: string, refused: boolean): Finding[] {
  const query = text.slice(text.indexOf("?") + 1).slice(0, 4000);
  const found = [...new Set(query.match(/[^\x21-\x7e ]|[\\"<>^`{|}]/gu) ?? [])];
  if (found.length === 0 || !text.includes("?")) return [];
  const shown = found.slice(0, 5).map((character) => `“${character}”`);
  return [
    {
      rule: "url-bare-character",
      severity: refused ? "error" : "warning",
      title: `${shown.join(" and ")} ${found.length > 1 ? "stand" : "stands"} in the query as ${found.length > 1 ? "they are" : "it is"}`,
      explanation:
        "A query takes such a character percent-encoded only: a backslash is %5C, as in DOMAIN%5Cuser, and letters beyond ASCII are their UTF-8 bytes. Servers and proxies refuse it as it is with 400, cut the value, or read another name.",
      advice: "Percent-encode the values of the query, each once.",
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: SPEC,
    },
  ];
}

const percentOnce = (query: string, name: string): string =>
  percentDecode(new RegExp(`(?:^|&)${name}=([^&#]*)`, "i").exec(query)?.[1] ?? "").text;
