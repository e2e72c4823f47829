import { httpStatusMeaning, pageMaker, statusMeaning } from "../knowledge/index.ts";
import { nextPlace } from "./autodiscover-outcome.ts";
import { bodyWords } from "./body-words.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { httpStory } from "./http-story.ts";
import { because } from "./reply-status.ts";

/** How much of a page is looked through. */
const MAX_SEARCHED = 8192;

const statusLine: Evidence = { side: "reply", kind: "status" };
const header = (name: string): Evidence => ({ side: "reply", kind: "header", name });

/** What the HTTP side of the answer says besides. */
export function httpAnswer(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply) return [];
  return [
    ...otherStatus(facts, reply),
    ...htmlPage(facts, reply),
    ...throttle(reply),
    ...startOver(reply),
    ...backOff(reply),
  ];
}

const told = new Set([401, 429, 449, 451, 503]);

function otherStatus(facts: Facts, reply: ReplySide): Finding[] {
  if (reply.status < 300 || told.has(reply.status) || facts.isSignIn || nextPlace(facts) !== undefined) return [];
  const meaning = httpStatusMeaning(reply.status);
  const reason = because(facts);
  const story = httpStory(facts, reply);
  const title = `HTTP ${reply.status}${story ? `: ${story.title}` : meaning ? `: ${meaning.name}` : ""}`;
  const evidence: Evidence[] = [statusLine, ...(story?.evidence ?? [])];
  const diagnostics = reply.header("X-MS-Diagnostics");
  if (diagnostics) evidence.push(header("X-MS-Diagnostics"));
  const words = diagnostics ? ` The server adds: “${diagnostics.slice(0, 200)}”.` : bodyWords(reply);
  const spec = meaning ? { spec: { document: meaning.document, section: meaning.section } } : {};
  // With 500 and nothing to blame in the request, the server is at fault: that is for information.
  if (reply.status === 500 && reason === "" && !story && facts.hasRequest) {
    return [
      {
        rule: "http-500",
        severity: "info",
        title,
        explanation: `The server failed. EASel looked at ${lookedAt(facts)} and found no fault there; that does not prove there is none.${words}`,
        advice: "Send it once more; if it stays, the server's logs (request-id, X-BEServer) know why.",
        evidence,
        ...spec,
      },
    ];
  }
  return [
    {
      rule: `http-${reply.status}`,
      severity: "error",
      title,
      explanation: `${story?.explanation ?? meaning?.meaning ?? "This status has no meaning of its own in ActiveSync."}${words}${reason || (story ? "" : inStatusWords(facts, meaning?.standsFor))}`,
      ...((story?.advice ?? meaning?.remedy) ? { advice: story?.advice ?? meaning?.remedy ?? "" } : {}),
      evidence,
      ...spec,
    },
  ];
}

/** Up to 12.1 there are no common Status values: the HTTP status stands for several (MS-ASCMD 2.2.2). */
function inStatusWords({ before14, version }: Facts, codes: readonly number[] = []): string {
  const names = codes.flatMap((code) => statusMeaning(undefined, code)?.name ?? []);
  if (!before14 || names.length === 0) return "";
  return ` At ${version} it stands for what later versions tell apart by a Status: ${names.join(", ")}.`;
}

/** What the rules could read of the request; an honest 500 says no more than that. */
function lookedAt({ request, mime, method }: Facts): string {
  const body = mime
    ? "the form of the message"
    : request.kind === "wbxml"
      ? "the form of the WBXML body"
      : request.kind === "empty"
        ? undefined
        : "the kind of body";
  return [`the method (${method.slice(0, 20)})`, "the URL", ...(body ? ["the headers", body] : ["the headers"])]
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
}

function htmlPage(facts: Facts, reply: ReplySide): Finding[] {
  // The sign-in service speaks by pages; its errors are told apart.
  if (reply.kind !== "html" || facts.isSignIn) return [];
  // With a redirect or an error the status says what is wrong; the page adds who wrote it.
  const isError = reply.status >= 300;
  const text = new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED));
  const maker = pageMaker(text, reply.header("Server"));
  const by = maker ? ` It was written by ${maker.name}. ${maker.meaning}` : "";
  return [
    {
      rule: "html-answer",
      severity: isError ? "info" : "error",
      title: isError
        ? "The answer is a web server's page"
        : `A web page answered, not ${facts.command === "Autodiscover" ? "Autodiscover" : "ActiveSync"}`,
      explanation: isError
        ? `The page comes from a web server, not from ActiveSync.${by || " It rarely says more than the status does."}`
        : `The body is HTML: a sign-in page, a proxy or another application stands at this URL.${by}`,
      ...(isError
        ? {}
        : {
            advice: `Check the URL${facts.url.path ? ` (path ${facts.url.path.slice(0, 80)})` : ""} and what stands in front of the server.`,
          }),
      evidence: [header("Content-Type"), { side: "reply", kind: "bytes", span: { start: 0, end: reply.body.length } }],
    },
  ];
}

function throttle(reply: ReplySide): Finding[] {
  const value = reply.header("X-MS-ASThrottle");
  if (!value || reply.status === 503 || reply.status === 429) return [];
  return [
    {
      rule: "throttled",
      severity: "warning",
      title: "The server is holding this device back",
      explanation: `X-MS-ASThrottle says “${value.slice(0, 80)}”: the device has sent too much, or the same thing too often.`,
      advice: "Send less, and look for a loop.",
      evidence: [header("X-MS-ASThrottle")],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.2.13" },
    },
  ];
}

function startOver(reply: ReplySide): Finding[] {
  if (!reply.header("X-MS-RP")) return [];
  return [
    {
      rule: "start-over",
      severity: "info",
      title: "The server asks the client to start over",
      explanation: "X-MS-RP is set: the server has been upgraded or the mailbox moved.",
      advice: "Ask OPTIONS again, then FolderSync and Sync from SyncKey 0.",
      evidence: [header("X-MS-RP")],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.2" },
    },
  ];
}

function backOff(reply: ReplySide): Finding[] {
  const value = reply.header("X-MS-BackOffDuration");
  if (!value) return [];
  const seconds = Number(/^[A-Za-z]\/(-?\d{1,9})$/.exec(value.trim())?.[1] ?? Number.NaN);
  const story = Number.isNaN(seconds)
    ? "Its form is not the usual letter and seconds."
    : seconds > 0
      ? `The server wants this client to rest for ${seconds} s.`
      : "Zero or less means that no wait is asked for: this is not why a request fails.";
  return [
    {
      rule: "back-off",
      severity: "info",
      title: `X-MS-BackOffDuration: ${value.slice(0, 40)}`,
      explanation: `${story} Microsoft has not documented the header; the reading comes from live answers.`,
      evidence: [header("X-MS-BackOffDuration")],
    },
  ];
}
