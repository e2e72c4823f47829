import { missingIn } from "../knowledge/index.ts";
import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { isPingLimit } from "./ping-form.ts";
import { isPolicyStatus } from "./provisioning.ts";
import type { FoundStatus } from "./statuses-in.ts";
import { isSyncLimit } from "./sync-limits.ts";
import { isStaleKey } from "./sync-state.ts";

/** Kinds of Status explained in one diagnosis; places shown for each. */
const MAX_KINDS = 20;
const MAX_PLACES = 5;
/** How long a meaning may be to stand in a title. */
const MAX_TITLE = 90;

/** Every Status that is no success, once per value and place, with what the knowledge says about it. */
export function replyStatus(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply) return [];
  const rootName = reply.document?.root?.name;
  const kinds = new Map<string, FoundStatus[]>();
  for (const status of reply.statuses) {
    const told =
      isPolicyStatus(status.code) ||
      isStaleKey(rootName, status.code) ||
      (status.parentPath === "/Ping" && isPingLimit(facts)) ||
      (status.parentPath === "/Sync" && isSyncLimit(facts));
    if (status.outcome === "ok" || told) continue;
    const key = `${status.code} ${status.parent.name}`;
    kinds.set(key, [...(kinds.get(key) ?? []), status]);
  }
  return [...kinds.values()].slice(0, MAX_KINDS).flatMap((statuses) => explain(facts, statuses));
}

function explain(facts: Facts, statuses: FoundStatus[]): Finding[] {
  const [first] = statuses;
  if (!first) return [];
  const { meaning, code, parent } = first;
  const number = Number.isNaN(code) ? "A Status without a number" : `Status ${code}`;
  const count = statuses.length > 1 ? ` It stands ${statuses.length} times.` : "";
  const words = first.outcome === "failure" ? facts.reply?.header("X-MS-ASError") : undefined;
  const own = words ? ` Exchange says why in X-MS-ASError: “${words.slice(0, 300)}”.` : "";
  const known =
    meaning?.meaning ??
    `The specification has no ${Number.isNaN(code) ? "such Status" : number} in ${parent.name}: the value is the server's own, or its fault.`;
  return [
    {
      rule: Number.isNaN(code) ? "status-unreadable" : `status-${code}`,
      severity: first.outcome === "notice" ? "info" : "error",
      title: meaning?.name ? `${number}: ${meaning.name}` : `${number} in ${parent.name}${inShort(meaning?.meaning)}`,
      explanation: `${known}${count}${own}${first.outcome === "failure" ? because(facts) : ""}`,
      ...(meaning?.remedy ? { advice: meaning.remedy } : {}),
      evidence: statuses.slice(0, MAX_PLACES).map(
        (status): Evidence => ({
          side: "reply",
          kind: "element",
          path: status.path,
          ...(status.span ? { span: status.span } : {}),
        }),
      ),
      ...(meaning ? { spec: { document: meaning.document, section: meaning.section } } : {}),
    },
  ];
}

/** A meaning that is short enough says in the title already what is wrong. */
function inShort(meaning: string | undefined): string {
  const clause = meaning?.split(/[;:.]/, 1)[0]?.trim() ?? "";
  if (clause === "" || clause.length > MAX_TITLE) return "";
  // Element names keep their capitals.
  const isName = /^[A-Z][a-z]+[A-Z]/.test(clause) || /^(?:Wait|Status)\b/.test(clause);
  return `: ${isName ? clause : clause.slice(0, 1).toLowerCase() + clause.slice(1)}`;
}

/**
 * Names the request's own faults, which come first in the list and most likely explain the answer, and what the
 * server cannot do.
 */
export function because(facts: Facts): string {
  const [first, ...others] = facts.faults.filter(({ severity }) => severity === "error");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${first ? ` The request explains it: ${first.title}${more}.` : perhaps(facts)}${lackOfServer(facts)}`;
}

/** That the server behind the answer has no such command, or does not speak the version; empty when it has. */
export function lackOfServer({ server, command, version, reply }: Facts): string {
  // Where the answer lists versions, a rule of its own holds the request against the list.
  const isListed = reply?.header("MS-ASProtocolVersions") !== undefined;
  const lack = server && missingIn(server, command, isListed ? undefined : version);
  return lack ? ` ${lack}` : "";
}

/** Without an error, a warning about what was sent is the next to suspect; those about headers and query are not. */
function perhaps(facts: Facts): string {
  const first = facts.faults.find(
    ({ severity, evidence }) =>
      severity === "warning" && evidence.some(({ kind }) => kind === "element" || kind === "bytes" || kind === "mime"),
  );
  return first ? ` The request may explain it: ${first.title}.` : "";
}
