import type { ElementNode, Span } from "@easel/codec/document";
import type { Severity } from "@easel/codec/problem";
import {
  type ChildRule,
  type ContainerRule,
  containerRule,
  covers,
  type ElementFacts,
  elementFacts,
  type ModelSide,
} from "../knowledge/content-model/index.ts";
import type { ElementProblem, ElementProblemCode, Repair } from "./element-problem.ts";
import { type Frame, pathOfFrame } from "./frame.ts";

/** Which document is checked. */
export interface CheckOptions {
  /** As Microsoft spells it. */
  command: string;
  /** "16.1"; when undefined, versions are not checked. */
  version?: string | undefined;
  side: ModelSide;
}

/** Problems listed of one document. */
export const MAX_PROBLEMS = 500;

export interface CheckContext extends CheckOptions {
  problems: ElementProblem[];
  /** What is known of a child in its place; a thousand alike are looked up once. */
  places: Map<ChildRule, Place>;
}

/** A child in its place, at the version and on the side that is checked. */
export interface Place {
  child: ChildRule;
  /** What it holds; undefined when it holds no elements. */
  rule: ContainerRule | undefined;
  facts: ElementFacts | undefined;
  /** True when neither version nor side speaks against it. */
  belongs: boolean;
}

/** What is known of a child of `parent`. */
export function placeOf(context: CheckContext, child: ChildRule, parent: { namespace: string; name: string }): Place {
  const before = context.places.get(child);
  if (before) return before;
  const { side, version } = context;
  const facts = elementFacts(child.namespace, child.name, parent.name);
  const inVersion = version === undefined || (facts?.versions ?? []).includes(version);
  const place: Place = {
    child,
    rule: containerRule(side, child, parent, version),
    facts,
    belongs:
      inVersion &&
      !(child.versions && !covers(child.versions, version)) &&
      !(version !== undefined && side === "request" && child.serverOnly && covers(child.serverOnly, version)),
  };
  context.places.set(child, place);
  return place;
}

interface Fault {
  code: ElementProblemCode;
  /** In a request. */
  severity: Severity;
  title: string;
  message: string;
  advice?: string;
  repair?: Repair | undefined;
  /** Where, when it is not the element's tag. */
  span?: Span | undefined;
  spec?: { document: string; section: string } | undefined;
}

export function report(context: CheckContext, frame: Frame, fault: Fault): void {
  if (context.problems.length >= MAX_PROBLEMS) return;
  const { element, above } = frame;
  const facts = elementFacts(element.namespace, element.name, above?.element.name);
  const span = fault.span ?? element.tagSpan ?? element.byteSpan;
  context.problems.push({
    code: fault.code,
    severity: context.side === "request" ? fault.severity : answerSeverity(fault.code),
    title: fault.title,
    message: fault.message,
    source: "xml",
    ...(fault.advice === undefined ? {} : { advice: fault.advice }),
    ...(span ? { span } : {}),
    ...(fault.repair ? { repair: fault.repair } : {}),
    element,
    path: pathOfFrame(frame),
    spec: fault.spec ?? { document: facts?.document ?? "MS-ASCMD", section: facts?.section ?? "2.2.1" },
  });
}

/** Clients pass over elements they do not expect; a value they cannot read stops them. */
const answerSeverity = (code: ElementProblemCode): Severity => (code.startsWith("value-") ? "warning" : "info");

/** Where the content of an element stands; its tag when it has none. */
export function contentSpan(element: ElementNode): Span | undefined {
  const spans = element.children.flatMap((child) => {
    const span = child.textSpan ?? child.byteSpan;
    return span ? [span] : [];
  });
  const [first] = spans;
  return first && { start: first.start, end: spans.at(-1)?.end ?? first.end };
}

export const since = (versions: readonly string[]): string => {
  const [first = ""] = versions;
  const last = versions.at(-1) ?? "";
  if (first === "2.5") return last === "16.1" ? "in every version" : `up to ${last}`;
  return last === "16.1" ? `from ${first} on` : `from ${first} to ${last}`;
};

/** Alternatives as a person would say them: `A, B or C`. */
export const orList = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
