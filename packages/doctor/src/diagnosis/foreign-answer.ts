import { pageMaker } from "../knowledge/index.ts";
import { plainWords } from "./body-words.ts";
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
  if (reply.kind === "empty")
    return command === undefined || mayBeEmpty.has(command) ? [] : nothing(facts, command, reply.contentType);
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
      title: maker
        ? /failed/.test(maker.meaning)
          ? `${capital(maker.name)} failed before it could answer`
          : `${capital(maker.name)} answered, not ActiveSync`
        : "Something else answered, not ActiveSync",
      explanation: `The status is 200, and the body is ${reply.kind === "json" ? "JSON" : "text"} instead of WBXML.${maker ? ` ${maker.meaning}` : ""}${words === "" ? "" : ` It says: “${words}”.`}`,
      advice: "Look at the server's log for the time of this request, and at what stands behind the URL.",
      evidence: [{ side: "reply", kind: "header", name: "Content-Type" }, body(reply.body.length)],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.2" },
    },
  ];
}

/** SOGo answers so when it finds nobody. What is missing is no proof of a fault, but for an empty page: a crash. */
const nothing = (facts: Facts, command: string, type = ""): Finding[] => [
  {
    rule: "empty-answer",
    severity: /^text\//.test(type) ? "warning" : "info",
    title: `${command} is answered by nothing`,
    explanation: `${command} always has an answer of its own, with a Status. An empty 200 means that a program on the way answered, that the server broke off, or that the body was not recorded.${/^text\//.test(type) ? ` Content-Type is ${type}, the default of a program that failed before it wrote anything, PHP for instance.` : ""}${lackOfServer(facts)}`,
    advice: "Send it again; if it stays empty, look at the server's log for this request.",
    evidence: [{ side: "reply", kind: "status" }],
    spec: { document: "MS-ASHTTP", section: "2.2.3" },
  },
];

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
