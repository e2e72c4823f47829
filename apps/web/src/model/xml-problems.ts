import type { Span } from "@easel/codec/document";
import type { Edit, Finding } from "@easel/doctor/diagnosis";
import { type CheckOptions, checkXml, type ElementProblem, quickFixes, type TextEdit } from "@easel/doctor/language";
import type { Wire } from "./build-wire.ts";
import type { PlacedProblem } from "./text-help.ts";
import { INLINE_LIMIT } from "./xml-session.ts";

/** A problem of the XML with what would mend it. */
export interface XmlProblem extends PlacedProblem {
  /** Edits of the XML, worked out when asked for. */
  fixes(): { title: string; edits: TextEdit[] }[];
  /** The finding's fix, where the text alone does not do. */
  fix?: { title: string; edits: Edit[] };
}

/**
 * What is wrong at which place of a draft's XML: the document held against the content model, and the findings that
 * point at an element, in the same words. Where a rule has explained an element the model is silent about it. A long
 * text is not checked a second time: there the findings alone are placed. `xml` is what the wire was made of.
 */
export function xmlProblems(
  xml: string,
  wire: Wire,
  findings: readonly Finding[],
  options: CheckOptions,
): XmlProblem[] {
  const { tree, bodyKind, problems } = wire;
  if (!tree || bodyKind !== "wbxml") return [];
  // Half-typed text has the parser's own problems; what is missing in it may be about to be typed.
  if (problems.some(({ severity, source, code }) => severity === "error" && source === "xml" && !NAMES.has(code)))
    return [];
  const checked = xml.length <= INLINE_LIMIT ? checkXml(tree.document, options) : [];
  const codes = new Set<string>(checked.map(({ code }) => code));
  const ruled = findings.filter(({ rule }) => !codes.has(rule));
  const told = new Set(ruled.flatMap(({ evidence }) => evidence.flatMap(elementPath)));
  return [
    ...checked.filter(({ path }) => !told.has(withoutIndexes(path))).flatMap((problem) => ofModel(problem)),
    ...ruled.flatMap((finding) => {
      const fixes = finding.fix ? () => [] : fixesOfModel(finding);
      return placesOf(xml, wire, finding).map((span) => ({ ...ofFinding(finding, span), fixes }));
    }),
  ];

  /** A rule that cannot know a value still knows where it goes: the model puts in what a person then fills. */
  function fixesOfModel({ evidence }: Finding): XmlProblem["fixes"] {
    const paths = new Set(evidence.map((place) => (place.kind === "element" ? place.path : "")));
    return () =>
      checked
        .filter(
          ({ path, repair }) => repair?.kind === "insert" && (paths.has(path) || paths.has(`${path}/${repair.name}`)),
        )
        .flatMap((problem) => quickFixes(xml, problem, options));
  }

  function ofModel(problem: ElementProblem): XmlProblem[] {
    const { span, severity, title, message, advice, spec, code } = problem;
    if (!span) return [];
    const finding = findings.find(({ rule, fix }) => rule === code && fix);
    return [
      {
        span,
        severity,
        message: sentences(title, advice ?? message),
        source: `${spec.document} ${spec.section}`,
        fixes: () => quickFixes(xml, problem, options),
        ...(finding?.fix && !problem.repair && { fix: { title: finding.fixLabel ?? "Fix it", edits: finding.fix } }),
      },
    ];
  }
}

function ofFinding({ severity, title, advice, explanation, spec, fix, fixLabel }: Finding, span: Span): XmlProblem {
  return {
    span,
    severity,
    message: sentences(title, advice ?? explanation),
    ...(spec && { source: `${spec.document} ${spec.section}` }),
    fixes: () => [],
    ...(fix && { fix: { title: fixLabel ?? "Fix it", edits: fix } }),
  };
}

function placesOf(xml: string, { tree }: Wire, { evidence }: Finding): Span[] {
  return evidence.flatMap((place) => {
    if (place.side !== "request" || place.kind !== "element") return [];
    const bytes = place.span ?? tree?.bytesOfElement(place.path);
    const span = bytes && tree?.textOfBytes(bytes);
    return span ? [firstTag(xml, span)] : [];
  });
}

/** Of an element of several lines its start tag: nobody looks for a fault in all that stands in it. */
function firstTag(xml: string, { start, end }: Span): Span {
  const text = xml.slice(start, Math.min(end, start + MAX_TAG));
  if (!/[\r\n]/.test(text) && end - start < MAX_TAG) return { start, end };
  const tag = /^<[^>]*>|^[^\r\n]*/.exec(text)?.[0] ?? "";
  return { start, end: start + Math.max(1, tag.length) };
}

const MAX_TAG = 500;

/** Errors of the parser that leave the rest of the document as it is. */
const NAMES: ReadonlySet<string> = new Set(["unknown-element", "wrong-namespace"]);

const elementPath = (place: Finding["evidence"][number]): string[] =>
  place.side === "request" && place.kind === "element" ? [withoutIndexes(place.path)] : [];

const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, "");

export const sentences = (title: string, more: string): string =>
  /[.!?]$/.test(title) ? `${title} ${more}` : `${title}. ${more}`;
