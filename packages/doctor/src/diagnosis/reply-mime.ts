import { elementText } from "@easel/codec/document";
import { isKnownHeaderName, scanMime } from "@easel/codec/mime";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { lineOf } from "./mime-form.ts";

/** Messages of one reply that are looked at. */
const MAX_MESSAGES = 20;

/** Faults of the messages a server hands out; the request cannot mend them, but they explain what a client shows. */
export function replyMime(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply) return [];
  const findings: Finding[] = [];
  for (const { bytes, path } of messagesIn(facts)) {
    const { message, problems } = scanMime(bytes);
    for (const { code, message: explanation, span } of problems) {
      const title = topics[code];
      if (!title || !span || findings.some(({ rule }) => rule === `reply-mime-${code}`)) continue;
      findings.push({
        rule: `reply-mime-${code}`,
        // Inside a document it is the content of somebody's mail, not a fault of the protocol.
        severity: path ? "info" : "warning",
        title,
        explanation: `${explanation} The message comes from the server like this.`,
        evidence: [
          { side: "reply", kind: "mime", line: lineOf(message, span.start), span },
          ...(path ? [{ side: "reply" as const, kind: "element" as const, path }] : []),
        ],
        spec: { document: "RFC 5322", section: "3.3" },
      });
    }
  }
  return findings;
}

const topics: Readonly<Record<string, string>> = {
  "bad-date": "The message's Date is no mail date",
  "headers-glued": "Headers of the message stand on one line",
  "no-blank-line": "No blank line ends the headers of the message",
};

function messagesIn(facts: Facts): { bytes: Uint8Array; path?: string }[] {
  const { reply } = facts;
  if (!reply) return [];
  if (reply.kind === "mime") return [{ bytes: reply.body }];
  const found: { bytes: Uint8Array; path?: string }[] = [];
  if (!reply.document?.root) return found;
  walkFrames(reply.document.root, (frame) => {
    const { element } = frame;
    if (found.length >= MAX_MESSAGES || (element.name !== "Data" && element.name !== "MIMEData")) return;
    const text = elementText(element);
    const name = /^([A-Za-z][A-Za-z0-9-]*):/.exec(text.slice(0, 80))?.[1];
    if (name && isKnownHeaderName(name))
      found.push({ bytes: new TextEncoder().encode(text), path: pathOfFrame(frame) });
  });
  return found;
}
