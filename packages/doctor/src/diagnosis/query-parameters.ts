import { commandByName, isProtocolVersion } from "@easel/codec/protocol";
import { since } from "../language/index.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const SPEC = { document: "MS-ASHTTP", section: "2.2.1.1.1.1" };

/** The command's own parameters in the query: those it needs, and those that belong to another version. */
export function queryParameters(facts: Facts): Finding[] {
  const { command, version, url, reply, method } = facts;
  const known = command === undefined ? undefined : commandByName(command);
  if (!known || version === undefined || !isProtocolVersion(version) || method !== "POST" || reply?.succeeded)
    return [];
  if (!known.versions.includes(version)) return [];
  const given = new Map(url.command.parameters.map(([name, value]) => [name.toLowerCase(), value]));
  const has = (name: string) => (given.get(name.toLowerCase()) ?? "") !== "";
  const findings: Finding[] = [];
  const missing = known.query.filter(
    ({ name, versions, required }) => required && versions.includes(version) && !has(name),
  );
  // Up to 12.1 the message that is answered or sent on stands in the query (MS-ASCMD 2.2.1.19, 2.2.1.20).
  const isSmart = facts.before14 && (known.name === "SmartReply" || known.name === "SmartForward");
  const source = isSmart && !has("LongId") ? ["ItemId", "CollectionId"].filter((name) => !has(name)) : [];
  const names = [...missing.map(({ name }) => name), ...source];
  if (names.length > 0) {
    findings.push({
      rule: "query-parameter-missing",
      severity: "error",
      title: `The query of ${known.name} lacks ${names.join(" and ")}`,
      explanation: `At ${version} ${known.name} says in its query what it is about${isSmart ? ": ItemId and CollectionId, or LongId" : ""}; the body has no place for it.`,
      advice: `Add ${names.join(" and ")} to the query.`,
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: SPEC,
    });
  }
  const foreign = known.query.filter(
    ({ name, versions }) => given.has(name.toLowerCase()) && !versions.includes(version),
  );
  const [first] = foreign;
  if (first) {
    const all = foreign.map(({ name }) => name);
    findings.push({
      rule: "query-parameter-version",
      severity: "warning",
      title: `${all.join(" and ")} in the query says nothing at ${version}`,
      explanation: `${first.name} belongs into the query ${since(first.versions)}. ${facts.isMailCommand ? "From 14.0 on an element of the document says it, and the query is not read for it." : "The server does not read it here."}`,
      advice: facts.isMailCommand ? "Say it in the document: SaveInSentItems, Source." : "Leave it out.",
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: SPEC,
      fix: all.map((name) => ({ kind: "remove-query", name })),
      fixLabel: "Remove from the query",
    });
  }
  return findings;
}
