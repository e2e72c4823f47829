import { pageMaker } from "../knowledge/index.ts";
import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { lackOfServer } from "./reply-status.ts";

/** How much of a page is looked through. */
const MAX_SEARCHED = 8192;

/** Commands whose success may have no body (MS-ASHTTP 2.2.3). */
const mayBeEmpty = new Set([
  "Sync",
  "Ping",
  "SendMail",
  "SmartReply",
  "SmartForward",
  "GetAttachment",
  "Autodiscover",
  "OPTIONS",
]);

const body = (length: number): Evidence => ({ side: "reply", kind: "bytes", span: { start: 0, end: length } });

/** A success that is no answer of ActiveSync: a text, a page's piece, or nothing at all. */
export function foreignAnswer(facts: Facts): Finding[] {
  const { reply, command, method } = facts;
  if (reply?.status !== 200 || method !== "POST" || !facts.hasRequest || facts.isSignIn) return [];
  if (reply.kind === "empty") return command === undefined || mayBeEmpty.has(command) ? [] : nothing(facts, command);
  const isStrange = reply.kind === "json" || reply.kind === "text" || reply.kind === "xml";
  const claimsWbxml = reply.contentType?.startsWith("application/vnd.ms-sync");
  if (!isStrange || claimsWbxml || command === "GetAttachment" || command === "Autodiscover") return [];
  const text = new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED));
  const maker = pageMaker(text, reply.header("Server"));
  const words = plainWords(text);
  return [
    {
      rule: "foreign-answer",
      severity: "error",
      title: maker ? `${capital(maker.name)} answered, not ActiveSync` : "Something else answered, not ActiveSync",
      explanation: `The status is 200, and the body is ${reply.kind === "json" ? "JSON" : "text"} instead of WBXML.${maker ? ` ${maker.meaning}` : ""}${words === "" ? "" : ` It says: “${words}”.`}`,
      advice: "Look at the server's log for the time of this request, and at what stands behind the URL.",
      evidence: [{ side: "reply", kind: "header", name: "Content-Type" }, body(reply.body.length)],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.2" },
    },
  ];
}

const nothing = (facts: Facts, command: string): Finding[] => [
  {
    rule: "empty-answer",
    // SOGo answers so when it finds nobody; what is missing is no proof of a fault.
    severity: "info",
    title: `${command} is answered by nothing`,
    explanation: `${command} always has an answer of its own, with a Status. An empty 200 means that a program on the way answered, that the server broke off, or that the body was not recorded.${lackOfServer(facts)}`,
    advice: "Send it again; if it stays empty, look at the server's log for this request.",
    evidence: [{ side: "reply", kind: "status" }],
    spec: { document: "MS-ASHTTP", section: "2.2.3" },
  },
];

/** The words of a page on one line, without its tags. */
const plainWords = (text: string): string =>
  text
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 160);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
