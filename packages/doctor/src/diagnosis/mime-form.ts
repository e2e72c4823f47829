import type { Span } from "@easel/codec/document";
import type { MimeMessage, MimePart } from "@easel/codec/mime";
import type { Problem, Severity } from "@easel/codec/problem";
import { partProblems } from "../language/index.ts";
import { encodedWbxml } from "./encoded-body.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";
import { hasOddLineEnds, isInBinary, lineEndNote } from "./line-ends.ts";
import type { MimeFacts } from "./mime-facts.ts";
import { mimeTopics } from "./mime-topics.ts";
import { separateHeaders } from "./repair-message.ts";
import { elementEvidence } from "./send-mail.ts";

/** The form of the message in the request: headers, lines, parts. */
export function mimeForm(facts: Facts): Finding[] {
  const { mime } = facts;
  if (!mime || (mime.container === "body" && encodedWbxml(facts.request.body))) return [];
  const isEmpty = mime.problems.some(({ code }) => code === "empty-input");
  if (isEmpty) return [emptyMessage(facts, mime)];
  return distinct([...ofText(mime), ...ofParts(mime)])
    .map((problem) => findingFor(facts, mime, problem))
    .filter((finding) => finding !== undefined);
}

/** Bytes of a message whose texts are held against their charsets. */
const MAX_CHECKED = 512_000;

/** What each part says of itself: its transfer encoding and its charset. */
function ofParts(mime: MimeFacts): Problem[] {
  if (mime.problems.some(({ code }) => code.startsWith("looks-like"))) return [];
  const { message } = mime;
  const input = message.length > MAX_CHECKED ? "" : mime.bytes;
  const found: Problem[] = [];
  const open: MimePart[] = [message];
  for (let part = open.pop(); part && found.length < MAX_PART_PROBLEMS; part = open.pop()) {
    found.push(...partProblems(input, part));
    open.push(...part.parts);
  }
  return found;
}

const MAX_PART_PROBLEMS = 20;
const lineEndCodes = new Set(["mixed-line-ends", "bare-lf", "bare-cr"]);
const rawByteCodes = new Set(["nul", "line-too-long"]);

/** Bytes of a part sent as binary are no lines: what the scan says of them as text does not count. */
function ofText(mime: MimeFacts): Problem[] {
  const { message, problems } = mime;
  const noOddLines = problems.some(({ code }) => lineEndCodes.has(code)) && !hasOddLineEnds(mime);
  return problems.filter(
    ({ code, span }) =>
      !(noOddLines && lineEndCodes.has(code)) && !(rawByteCodes.has(code) && span && isInBinary(message, span.start)),
  );
}

/** The first problem of each kind: one explanation serves them all. Mixed line ends say what bare LF would. */
function distinct(problems: readonly Problem[]): Problem[] {
  const mixed = problems.some(({ code }) => code === "mixed-line-ends");
  return problems.filter(
    (problem, index) =>
      problems.findIndex(({ code }) => code === problem.code) === index &&
      !(mixed && (problem.code === "bare-lf" || problem.code === "bare-cr")),
  );
}

function findingFor(facts: Facts, mime: MimeFacts, problem: Problem): Finding | undefined {
  const topic = mimeTopics[problem.code];
  if (!topic) return undefined;
  const guessed = topic.separates === true && separateHeaders(mime.bytes).guessed;
  const note = guessed
    ? " Where the last header ends and the text begins cannot be known for sure; the fix is a guess to look at."
    : "";
  const fix = topic.repair && repairEdits(facts, mime, topic.repair);
  return {
    rule: `mime-${problem.code}`,
    severity: severityOf(facts, problem),
    title: topic.title,
    explanation: problem.message + note,
    advice: topic.advice + (fix && topic.endsLines ? lineEndNote(mime, topic.separates === true) : ""),
    evidence: evidenceFor(facts, mime, problem.span),
    spec: { document: topic.document ?? "RFC 5322", section: topic.section },
    ...(fix && topic.fixLabel ? { fix, fixLabel: topic.fixLabel } : {}),
  };
}

/** A mail without recipient cannot be sent; a reply takes its recipients from nowhere else either. */
function severityOf(facts: Facts, problem: Problem): Severity {
  if (problem.code === "missing-recipients" && !facts.reply?.succeeded) return "error";
  // Exchange writes the sender itself where there is none.
  if (problem.code === "missing-from" && facts.reply?.succeeded) return "info";
  return problem.severity;
}

/** The edits that put the repaired message where the message is; none when the repair changes nothing. */
function repairEdits(facts: Facts, mime: MimeFacts, repair: (message: Uint8Array) => Uint8Array): Edit[] | undefined {
  const repaired = repair(mime.bytes);
  if (repaired.length === mime.bytes.length && repaired.every((byte, at) => byte === mime.bytes[at])) return undefined;
  if (mime.container === "body") return [{ kind: "set-body", body: repaired }];
  // Making Mime opaque at the same time is what its own finding would do next.
  if (mime.path) return [{ kind: "set-content", path: mime.path, content: repaired }];
  return facts.request.kind === "mime" ? [{ kind: "set-body", body: repaired }] : undefined;
}

function emptyMessage(facts: Facts, mime: MimeFacts): Finding {
  return {
    rule: "mime-empty",
    severity: "error",
    title: "The message is empty",
    explanation: "There is no header and no text, so there is nothing to send.",
    advice: "Write at least From, To, a blank line, and the text.",
    evidence: mime.path ? [elementEvidence(facts, mime.path)] : [],
    spec: { document: "RFC 5322", section: "3.6" },
  };
}

function evidenceFor(facts: Facts, mime: MimeFacts, span: Span | undefined): Evidence[] {
  const evidence: Evidence[] = [];
  if (span) evidence.push({ side: "request", kind: "mime", line: lineOf(mime.message, span.start), span });
  if (mime.path) evidence.push(elementEvidence(facts, mime.path));
  return evidence;
}

/** 1-based number of the line an offset lies in. */
export function lineOf(message: MimeMessage, offset: number): number {
  let low = 0;
  let high = message.lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((message.lines[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low);
}
