import { plainWords } from "./body-words.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";

/** How far into a body its WBXML is looked for. */
const MAX_SEARCHED = 65_536;
const SPEC = { document: "MS-ASHTTP", section: "2.2.2.1.2" };

/** An answer that calls itself WBXML and is something else: what it is, and how that comes about. */
export function unreadableAnswer(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply || reply.kind === "wbxml" || reply.kind === "empty" || reply.kind === "html") return [];
  const claimed =
    reply.contentType === "application/vnd.ms-sync.wbxml" || reply.contentType === "application/vnd.ms-sync";
  if (!claimed) return [];
  const evidence: Evidence[] = [
    { side: "reply", kind: "header", name: "Content-Type" },
    { side: "reply", kind: "bytes", span: { start: 0, end: Math.min(16, reply.body.length) } },
  ];
  if (reply.kind === "gzip") return [compressed(reply, evidence)];
  const { title, explanation, advice } = story(reply);
  return [
    {
      rule: "answer-not-wbxml",
      severity: "error",
      title,
      explanation,
      ...(advice ? { advice } : {}),
      evidence,
      spec: SPEC,
    },
  ];
}

function compressed(reply: ReplySide, evidence: Evidence[]): Finding {
  const declared = /gzip|deflate/i.test(reply.header("Content-Encoding") ?? "");
  return {
    rule: "answer-compressed",
    severity: declared ? "info" : "warning",
    title: declared ? "The answer is compressed" : "The answer is gzip and does not say so",
    explanation: declared
      ? "These bytes are gzip. Undo the Content-Encoding, then decode what comes out."
      : "The bytes are gzip, and Content-Encoding does not say it: a server or proxy compressed the body and lost the header, or compressed it twice. A client decodes it as WBXML and fails.",
    advice: declared
      ? "Nothing is wrong with it."
      : "Have compression switched off for ActiveSync at the server or proxy, or ask with Accept-Encoding: identity.",
    evidence,
    spec: SPEC,
  };
}

function story(reply: ReplySide): { title: string; explanation: string; advice?: string } {
  const start = wbxmlAt(reply.body);
  if (start > 0) {
    const before = new TextDecoder().decode(reply.body.subarray(0, start));
    const said = plainWords(before);
    return {
      title: "Something stands before the WBXML of the answer",
      explanation: `WBXML begins at byte ${start}; before it the server wrote ${said === "" ? "a byte order mark or empty lines" : `“${said}”`}. A program behind the URL, or a file it loads, puts out text before its answer.`,
      advice: "This is the server's doing: have warnings go to the log instead of the answer, and stray text removed.",
    };
  }
  if (reply.kind === "xml" && reply.document?.root && reply.problems.length === 0) {
    return {
      title: `The answer is XML text, not WBXML`,
      explanation: `Content-Type is ${reply.contentType}, and the body is the document ${reply.document.root.name.slice(0, 40)} as plain text: the server left out the step that encodes it.`,
      advice: "This is the server's doing; read it as XML, and report it.",
    };
  }
  const words = reply.kind === "binary" ? "" : plainWords(new TextDecoder().decode(reply.body.subarray(0, 4096)));
  return {
    title: "The answer says WBXML and is not",
    explanation: `Content-Type is ${reply.contentType}, but the bytes are ${reply.kind === "binary" ? "something else" : `${reply.kind === "xml" ? "markup" : reply.kind}`}.${words ? ` They say: “${words}”.` : ""}`,
    advice: "Look at the server's log for the time of this request.",
  };
}

/** Where a WBXML 1.3 header of ActiveSync (version 3, public id 1, UTF-8, no string table) stands; -1 when nowhere. */
function wbxmlAt(body: Uint8Array): number {
  const end = Math.min(body.length - 4, MAX_SEARCHED);
  for (let at = 0; at < end; at++)
    if (body[at] === 0x03 && body[at + 1] === 0x01 && body[at + 2] === 0x6a && body[at + 3] === 0x00) return at;
  return -1;
}
