import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";

const offer: Evidence = { side: "reply", kind: "header", name: "MS-ASProtocolVersions" };
const asked: Evidence = { side: "request", kind: "header", name: "MS-ASProtocolVersion" };
const spec = { document: "MS-ASHTTP", section: "2.2.2.1.2" };

/** Versions read from one header; more than this many would be no version list. */
const MAX_OFFERED = 50;

/** What the server says it speaks, against what the request is written in. */
export function offeredVersions(facts: Facts): Finding[] {
  const { reply, version } = facts;
  const offered = (reply?.header("MS-ASProtocolVersions") ?? "")
    .slice(0, 1000)
    .split(",")
    .map((text) => text.trim())
    .filter((text) => /^\d{1,2}\.\d$/.test(text))
    .slice(0, MAX_OFFERED);
  const best = offered.filter(isProtocolVersion).sort(compareVersions).at(-1);
  if (!reply || !best) return facts.reply?.succeeded ? [] : unusedVersion(facts);
  if (version === undefined || !/^\d{1,2}\.\d$/.test(version)) return [];
  const list = offered.length === 1 ? `${best} only` : offered.join(", ");
  if (!offered.includes(version)) {
    // A document came back: the server speaks more than it says.
    const answered = reply.succeeded && reply.document !== undefined;
    return [
      {
        rule: "version-not-offered",
        severity: answered ? "info" : reply.succeeded ? "warning" : "error",
        title: `The server does not offer ${version}`,
        explanation: `It offers ${list}, and the request is written in ${version}. A body of one version is often malformed in another.`,
        advice: `Use ${best}; a client that cannot speak it cannot use this server.`,
        evidence: [offer, asked],
        spec,
        fix: [{ kind: "set-version", version: best }],
        fixLabel: `Use ${best}`,
      },
    ];
  }
  if (reply.succeeded || compareVersions(version, "12.1") >= 0 || compareVersions(best, "12.1") < 0) return [];
  return [defaultVersion(version, `The server offers ${list}.`, "warning", best)];
}

/** No list to compare with: an old version in the request alone is worth a word, no more. */
function unusedVersion(facts: Facts): Finding[] {
  const { version, method, command, hasRequest } = facts;
  if (!hasRequest || method !== "POST" || version !== "2.5" || !command || !sideCommands.has(command)) return [];
  return [defaultVersion(version, "", "info", undefined)];
}

/** Commands that client libraries send on a path of their own, apart from Sync. */
const sideCommands = new Set(["Search", "Settings", "ItemOperations", "ResolveRecipients", "MeetingResponse"]);

function defaultVersion(
  version: string,
  offers: string,
  severity: Finding["severity"],
  best: string | undefined,
): Finding {
  return {
    rule: "version-default",
    severity,
    title: `${version} is what libraries send when nobody says a version`,
    explanation: `${offers}${offers ? " " : ""}When other commands of the same session name a newer version, this one has fallen back to a default, and the server reads its body by other rules.`,
    advice: "Send the version that was agreed on with OPTIONS on every command.",
    evidence: [asked],
    spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
    ...(best ? { fix: [{ kind: "set-version", version: best }], fixLabel: `Use ${best}` } : {}),
  };
}
