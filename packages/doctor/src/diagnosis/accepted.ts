import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** What a success means where that is not plain to see: an empty 200. */
export function accepted(facts: Facts): Finding[] {
  const { reply, command } = facts;
  if (reply?.status !== 200 || reply.kind !== "empty" || facts.method !== "POST") return [];
  const told = command !== undefined && Object.hasOwn(stories, command) ? stories[command] : undefined;
  if (!told) return [];
  const [title, explanation, advice] = told;
  return [
    {
      rule: "accepted",
      severity: "info",
      title,
      explanation,
      ...(advice ? { advice } : {}),
      evidence: [{ side: "reply", kind: "status" }],
      spec: { document: "MS-ASCMD", section: "2.2.1" },
    },
  ];
}

const mail: readonly [string, string, string] = [
  "Accepted",
  "An empty 200 is how a mail command says yes: the server has taken the message. It does not promise delivery.",
  "To be sure, Sync the recipient's Inbox.",
];

const stories: Readonly<Record<string, readonly [title: string, explanation: string, advice?: string]>> = {
  SendMail: mail,
  SmartReply: mail,
  SmartForward: mail,
  Sync: [
    "No changes",
    "An empty 200 to Sync says that nothing has changed in any of the collections; the SyncKeys stay as they are.",
  ],
  Ping: [
    "An empty answer to Ping",
    "The server ended the wait without a Status; clients take it as “nothing changed”.",
    "Send the next Ping.",
  ],
};
