import type { Document, DocumentNode, ElementNode } from "../src/document.ts";
import { hasError } from "../src/problem.ts";
import { codePages, nameOf, tagByName } from "../src/protocol/index.ts";
import { decodeWbxml, xmlToWbxml } from "../src/wbxml/index.ts";
import { type Foreseen, foreseeDecoding, type PeerNames, stepsOf, utf8 } from "./foresee-libwbxml.ts";
import { binaryTags, type LibwbxmlDifference, tagKey, unknownPages, unknownTags } from "./libwbxml-differences.ts";
import { addContent, readPeerXml, type Step } from "./peer-xml.ts";
import type { Tally } from "./tally.ts";

/** What libwbxml answered: the error code (0 is none) and what it wrote; undefined when it crashed. */
export type PeerAnswer = { code: number; bytes: Uint8Array } | undefined;

/** Document i of the sweep holds one tag alone; these are all pages and tokens there are. */
export const sweepTags: readonly { page: number; token: number }[] = Array.from({ length: 26 * 59 }, (_, index) => ({
  page: Math.floor(index / 59),
  token: 5 + (index % 59),
}));

export const sweepBytes = ({ page, token }: { page: number; token: number }): Uint8Array =>
  Uint8Array.of(0x03, 0x01, 0x6a, 0x00, 0x00, page, token);

/** Compares the tables tag by tag, and gives the names libwbxml has. */
export function compareTables(answers: readonly PeerAnswer[], tally: Tally): PeerNames {
  const names = new Map<number, string>();
  for (const [index, { page, token }] of sweepTags.entries()) {
    const answer = answers[index];
    const name = answer && /<([^\s<>/!?]+)[^<>]*\/>$/.exec(text(answer.bytes))?.[1];
    const ours = nameOf(page, token);
    const where = `page ${page}, token ${token.toString(16)}`;
    if (name === undefined) tally.fail(`${where}: libwbxml names nothing`);
    else if (name !== "unknown") {
      names.set(tagKey(page, token), name);
      const namespace = codePages[page]?.namespace ?? "";
      if (name === ours) tally.agree();
      else if (tagByName(namespace, name)?.token === token) tally.differ("other-name");
      else tally.fail(`${where}: libwbxml says ${name}, we say ${ours}`);
    } else if (ours.startsWith("Unknown-")) tally.agree();
    else if (unknownPages.has(page) || unknownTags.some(([row, number]) => row === page && number === token)) {
      tally.differ("unknown-tag");
    } else tally.fail(`${where}: libwbxml does not know ${ours}`);
  }
  return names;
}

/** Compares what bytes mean; only where they may be damaged may one side refuse what the other reads. */
export function compareDecoding(
  bytes: Uint8Array,
  answer: PeerAnswer,
  names: PeerNames,
  tally: Tally,
  isDamaged: boolean,
): void {
  const { document, problems } = decodeWbxml(bytes);
  const refused = problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
  const shown = () => Buffer.from(bytes).toString("hex");
  if (answer === undefined) tally.fail(`libwbxml ends on ${shown()}`);
  else if (answer.code !== 0) {
    if (refused.length > 0) tally.agree();
    else if (isDamaged && problems.length > 0) tally.differ("refuses-damage");
    else tally.fail(`libwbxml refuses (${answer.code}) what we read: ${shown()}`);
  } else if (refused.some((code) => code !== "trailing-bytes")) {
    if (isDamaged && (refused.every((code) => forgiven.has(code)) || losesTrack(document)))
      tally.differ("forgives-damage");
    else tally.fail(`libwbxml reads what we refuse (${refused.join(", ")}): ${shown()}`);
  } else {
    const foreseen = foreseeDecoding(document, names);
    if (refused.length > 0) foreseen.differences.add("forgives-damage");
    const theirs = readPeerXml(text(answer.bytes));
    if (isDamaged && firstDifference(foreseen.steps, theirs) >= 0 && losesTrack(document)) tally.differ("loses-track");
    else settle(foreseen, theirs, tally, shown);
  }
}

/** Whether there is something in a damaged document that libwbxml is known to misread from there on. */
function losesTrack({ root }: Document): boolean {
  const stack: DocumentNode[] = root ? [root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ((node.switches?.length ?? 0) > 1) return true;
    if (node.kind === "element") {
      if ((node.endSwitches?.length ?? 0) > 1 || ((node.tagBytes?.[0] ?? 0) & 0x80) !== 0) return true;
      stack.push(...node.children);
    } else if (node.kind === "text" && node.wire && ![0x02, 0x03, 0x83].includes(node.wire[0] ?? 0)) return true;
  }
  return false;
}

const forgiven = new Set([
  "trailing-bytes",
  "content-outside-root",
  "unexpected-end",
  "truncated",
  "no-root",
  "damaged-token",
  "bad-literal",
  "bad-length",
]);

/** Compares what the XML both were given became. */
export function compareEncoding(xml: string, answer: PeerAnswer, tally: Tally): void {
  const ours = xmlToWbxml(xml);
  if (!ours.bytes || hasError(ours.problems)) tally.fail(`we refuse ${xml}: ${ours.problems[0]?.message}`);
  else if (answer === undefined) tally.fail(`libwbxml ends on ${xml}`);
  else if (answer.code !== 0) tally.fail(`libwbxml refuses (${answer.code}) ${xml}`);
  else if (Buffer.compare(ours.bytes, answer.bytes) === 0) tally.agree();
  else {
    const theirs = decodeWbxml(answer.bytes);
    const root = decodeWbxml(ours.bytes).document.root;
    if (hasError(theirs.problems) || !theirs.document.root || !root) tally.fail(`libwbxml wrote no document: ${xml}`);
    else {
      const foreseen = foreseeEncoding(root, xml.includes("]]><![CDATA["));
      settle(foreseen, stepsOf(theirs.document.root), tally, () => xml);
    }
  }
}

/** The steps of the document libwbxml should write, from ours of the same XML. */
function foreseeEncoding(root: ElementNode, isSplit: boolean): Foreseen {
  const differences = new Set<LibwbxmlDifference>();
  if (isSplit) differences.add("split-opaque");
  const steps: Step[] = [];
  const visit = (element: ElementNode): void => {
    steps.push(`<${element.namespace}|${element.name}>`);
    const isBinary = binaryTags.has(tagKey(element.page, element.token));
    if (!element.selfClosed && element.children.length === 0) differences.add("no-empty-element");
    for (const child of element.children) {
      if (child.kind === "element") visit(child);
      else if (child.kind === "opaque") {
        if (child.bytes.length === 0) differences.add("no-empty-opaque");
        const written = Buffer.from(child.bytes).toString("latin1");
        const read = written.replace(/\r\n?/g, "\n");
        if (read !== written) differences.add("line-ends");
        addContent(steps, "[", read);
      } else if (isBinary) {
        differences.add("decodes-base64");
        addContent(steps, "[", Buffer.from(child.text, "base64").toString("latin1"));
      } else addContent(steps, '"', utf8(child.text));
    }
    steps.push("</>");
  };
  visit(root);
  return { steps, differences };
}

function settle({ steps, differences }: Foreseen, theirs: Step[], tally: Tally, shown: () => string): void {
  const at = firstDifference(steps, theirs);
  if (at >= 0) tally.fail(`step ${at} is ${theirs[at]}, not ${steps[at]}, in ${shown()}`);
  else if (differences.size === 0) tally.agree();
  else for (const [index, kind] of [...differences].entries()) tally.differ(kind, index === 0);
}

function firstDifference(steps: readonly Step[], theirs: readonly Step[]): number {
  const at = steps.findIndex((step, index) => !sameStep(step, theirs[index]));
  return at < 0 && theirs.length > steps.length ? steps.length : at;
}

const sameStep = (ours: Step, theirs: Step | undefined): boolean =>
  ours === theirs || (ours.startsWith("<*|") && theirs?.startsWith("<") === true && theirs.endsWith(ours.slice(2)));

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
