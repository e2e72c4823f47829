import type { ElementNode } from "@easel/codec/document";
import { checkXml, type ElementProblem } from "../language/index.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";
import { whole } from "./mends/put.ts";
import { renamed, reordered } from "./rewrite-document.ts";
import { withoutElements } from "./trim-document.ts";

/** Kinds of fault told in one diagnosis; places shown for each. */
const MAX_KINDS = 10;
const MAX_PLACES = 5;

/**
 * The request against the content model: elements of another place or version, missing, too many, out of order,
 * values that do not fit. Sees in `facts.faults` what the rules of their own have found and leaves that to them.
 */
export function requestModel(facts: Facts): Finding[] {
  const { request, command, version, reply, faults } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || !request.document || command === undefined) return [];
  // What the server has taken is good enough, and a body of another kind or a damaged one has its own explanation.
  if (reply?.succeeded || (facts.isMailCommand && facts.before14)) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  // A command of another version has no element of this one; that is said already.
  if (faults.some(({ rule }) => rule === "command-not-in-version")) return [];
  const problems = checkXml(request.document, { command, version, side: "request" }).filter(
    ({ code, severity }) => code !== "wrong-root" && severity !== "info",
  );
  return kindsOf(problems, faults).map((kind) => explain(facts, kind));
}

/** The answer against the content model. It is the server that departs from it, and clients have to cope. */
export function replyModel(facts: Facts): Finding[] {
  const { reply, command, version, faults } = facts;
  const document = reply?.document;
  if (reply?.kind !== "wbxml" || !document?.root || reply.problems.length > 0) return [];
  // Servers leave out what a schema asks for, and nobody misses it.
  const problems = checkXml(document, { command: command ?? document.root.name, version, side: "reply" }).filter(
    ({ code }) => code !== "child-missing" && code !== "wrong-root",
  );
  const kinds = kindsOf(problems, faults, "reply");
  return [
    ...kinds.filter(([first]) => first?.severity === "warning").map(unreadable),
    ...unusual(kinds.filter(([first]) => first?.severity === "info")),
  ];
}

type Kind = readonly ElementProblem[];

/** Problems of one code about one element are one kind. What another rule has told of it, in any place, is told. */
function kindsOf(problems: Kind, faults: readonly Finding[], side: "request" | "reply" = "request"): Kind[] {
  const told = new Set(
    faults.flatMap(({ evidence }) =>
      evidence.flatMap((place) =>
        place.kind === "element" && place.side === side ? [withoutIndexes(place.path)] : [],
      ),
    ),
  );
  const kinds = new Map<string, ElementProblem[]>();
  const dropped = new Set<string>();
  for (const problem of problems) {
    const { element, code, repair } = problem;
    const about = repair?.kind === "insert" ? `${element.name} ${repair.name}` : element.name;
    const key = `${code} ${element.namespace}:${about}`;
    if (isTold(problem, told)) dropped.add(key);
    kinds.set(key, [...(kinds.get(key) ?? []), problem]);
  }
  for (const key of dropped) kinds.delete(key);
  return [...kinds.values()].slice(0, MAX_KINDS);
}

/** By its own path; what is missing also by the path it would have, what is too late or too many by its parent's. */
function isTold({ path, code, repair }: ElementProblem, told: ReadonlySet<string>): boolean {
  const here = withoutIndexes(path);
  if (told.has(here)) return true;
  if (repair?.kind === "insert") return told.has(`${here}/${repair.name}`);
  return (code === "child-repeated" || code === "value-kind" || code === "value-choice") && told.has(parentOf(here));
}

const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, "");
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

function explain(facts: Facts, kind: Kind): Finding {
  const [first] = kind as [ElementProblem];
  const more =
    kind.length > 1 ? ` There ${kind.length === 2 ? "is one more" : `are ${kind.length - 1} more`} like it.` : "";
  const fix = fixOf(facts, kind);
  return {
    rule: first.code,
    severity: first.severity === "warning" && isCalledMalformed(facts) ? "error" : first.severity,
    title: first.title,
    explanation: `${first.message}${more}`,
    ...(first.advice === undefined ? {} : { advice: first.advice }),
    evidence: evidenceOfKind("request", kind),
    spec: first.spec,
    ...(fix ?? {}),
  };
}

/** Answers to what a server cannot read or store; what some servers bear has then most likely caused it. */
const malformed = new Set([4, 6, 101, 102, 103, 104, 400, 500, 501]);

const isCalledMalformed = ({ reply }: Facts): boolean =>
  reply !== undefined &&
  !reply.succeeded &&
  (malformed.has(reply.status) ||
    reply.statuses.some(({ code, outcome }) => outcome === "failure" && malformed.has(code)));

function evidenceOfKind(side: "request" | "reply", kind: Kind): Evidence[] {
  return kind.slice(0, MAX_PLACES).map(({ path, element, span }) => {
    const at = span ?? element.byteSpan;
    return { side, kind: "element", path, ...(at ? { span: at } : {}) };
  });
}

function fixOf(facts: Facts, kind: Kind): { fix: Edit[]; fixLabel: string } | undefined {
  const [first] = kind;
  const { document } = facts.request;
  const elements = new Set<ElementNode>(kind.map(({ element }) => element));
  if (first?.code === "child-order") {
    const fix = reordered(document, facts.version);
    return fix && { fix, fixLabel: "Put them in order" };
  }
  switch (first?.repair?.kind) {
    case "remove": {
      const fix = withoutElements(document, (element) => elements.has(element));
      return fix && { fix, fixLabel: elements.size > 1 ? "Leave them out" : "Leave it out" };
    }
    case "rename": {
      const fix = renamed(document, elements, first.repair);
      return fix && { fix, fixLabel: `Make it ${first.repair.namespace}'s` };
    }
    case "set-value": {
      const fix = kind.flatMap(({ path, repair }): Edit[] =>
        repair?.kind === "set-value" ? [{ kind: "set-content", path, content: repair.value }] : [],
      );
      return { fix, fixLabel: first.repair.value === "" ? "Empty it" : `Write ${first.repair.value}` };
    }
    case "insert": {
      const { namespace, name } = first.repair;
      const child = whole(facts, { namespace, name }, first.element);
      // Ids have to differ from place to place.
      const at = (path: string) =>
        child && kind.length > 1 ? (whole(facts, child, first.element, path) ?? child) : child;
      const fix = kind.flatMap(({ path }): Edit[] => {
        const element = at(path);
        return element ? [{ kind: "insert-element", path, element }] : [];
      });
      return fix.length > 0 ? { fix, fixLabel: `Add ${name}` } : undefined;
    }
    default:
      return undefined;
  }
}

function unreadable(kind: Kind): Finding {
  const [first] = kind as [ElementProblem];
  return {
    rule: `reply-${first.code}`,
    severity: "warning",
    title: `In the answer: ${first.title}`,
    explanation: `${first.message.replace(/ Servers .*$/, "")} Clients that read strictly stop at it. This is the server's doing.`,
    advice: "Read past it, and report it to the server's makers.",
    evidence: evidenceOfKind("reply", kind),
    spec: first.spec,
  };
}

/** Elements that clients pass over: told once, for those who write a server. */
function unusual(kinds: readonly Kind[]): Finding[] {
  const [first] = kinds[0] ?? [];
  if (!first) return [];
  const titles = kinds.map((kind) => kind[0]?.title ?? "");
  return [
    {
      rule: "reply-departs",
      severity: "info",
      title: `In the answer: ${titles[0]}${titles.length > 1 ? ` (and ${titles.length - 1} more like this)` : ""}`,
      explanation: `${titles.join(". ")}. Clients pass over what they do not expect. This is the server's doing.`,
      evidence: kinds.flatMap((kind) => evidenceOfKind("reply", kind)).slice(0, MAX_PLACES),
      spec: first.spec,
    },
  ];
}
