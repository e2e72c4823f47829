import type { DocumentNode, ElementNode, Span } from "../src/document.ts";
import { MAX_PROBLEMS } from "../src/limits.ts";
import type { Problem, ProblemSource } from "../src/problem.ts";

/** Something that must hold and does not; `name` is the same for the same fault, so that it can be shrunk. */
export class BrokenInvariant extends Error {
  constructor(name: string, detail: string) {
    super(detail);
    this.name = name;
  }
}

export function broken(name: string, detail: string): never {
  throw new BrokenInvariant(name, detail);
}

export function expectSpan(what: string, span: Span | undefined, start: number, end: number): void {
  if (!span || !(span.start >= start && span.end >= span.start && span.end <= end)) {
    broken(`${what} span outside`, `${what} has the span ${span?.start}-${span?.end}, outside ${start}-${end}`);
  }
}

/** Every node has the span, inside its parent's and behind its elder sibling's. */
export function expectNested(root: ElementNode | undefined, which: "byteSpan" | "textSpan", length: number): void {
  if (!root) return;
  expectSpan(which, root[which], 0, length);
  const stack: ElementNode[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    const outer = element[which] as Span;
    if (which === "textSpan") expectSpan("tagSpan", element.tagSpan, outer.start, outer.end);
    let from = outer.start;
    for (const child of element.children) {
      expectSpan(which, child[which], from, outer.end);
      from = (child[which] as Span).end;
      if (child.kind === "element") stack.push(child);
      else if (which === "byteSpan") expectContent(child);
    }
  }
}

function expectContent(node: Exclude<DocumentNode, ElementNode>): void {
  if (node.kind !== "opaque") return;
  const outer = node.byteSpan as Span;
  expectSpan("contentSpan", node.contentSpan, outer.start, outer.end);
  const { start, end } = node.contentSpan as Span;
  if (end - start !== node.bytes.length) broken("contentSpan length", `${end - start} for ${node.bytes.length} bytes`);
}

/** Problems are sentences with spans inside what was read, and no list is longer than its limit and a few more. */
export function expectSound(problems: readonly Problem[], source: ProblemSource | undefined, length: number): void {
  if (problems.length > MAX_PROBLEMS + 10) broken("too many problems", `${problems.length} problems are listed`);
  for (const problem of problems) {
    if (problem.message === "" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(problem.code)) {
      broken("odd problem", `${problem.code}: ${problem.message}`);
    }
    if (source && problem.source !== source)
      broken("problem of another source", `${problem.code} of ${problem.source}`);
    if (problem.span) expectSpan(`problem ${problem.code}`, problem.span, 0, length);
  }
}

/** Both lists say the same, in the same order. */
export function expectSameProblems(name: string, left: readonly Problem[], right: readonly Problem[]): void {
  if (left.length !== right.length)
    broken(name, `${left.length} problems, and ${right.length}: ${codes(left)} / ${codes(right)}`);
  for (let at = 0; at < left.length; at++) {
    const one = left[at] as Problem;
    const other = right[at] as Problem;
    const isSame =
      one.code === other.code &&
      one.severity === other.severity &&
      one.message === other.message &&
      one.source === other.source &&
      one.span?.start === other.span?.start &&
      one.span?.end === other.span?.end;
    if (!isSame) broken(name, `problem ${at} is ${JSON.stringify(one)}, and ${JSON.stringify(other)}`);
  }
}

const codes = (problems: readonly Problem[]): string => problems.map(({ code }) => code).join(" ");

export function expectSameBytes(name: string, actual: Uint8Array | undefined, expected: Uint8Array): void {
  if (!actual) broken(name, `no bytes, wanted ${hex(expected)}`);
  let at = 0;
  while (at < expected.length && actual[at] === expected[at]) at++;
  if (at < expected.length || actual.length !== expected.length) {
    broken(name, `differ at ${at}: ${hex(actual.subarray(at))}, wanted ${hex(expected.subarray(at))}`);
  }
}

const SHOWN = 40;
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, SHOWN)).toString("hex") + (bytes.length > SHOWN ? `… (${bytes.length})` : "");
