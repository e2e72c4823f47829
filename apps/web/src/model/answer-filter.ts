import type { ElementNode } from "@easel/codec/document";
import { decodeDateTime } from "@easel/codec/values";
import { statusMeaning } from "@easel/doctor/knowledge";
import { isStatus } from "@easel/doctor/language";
import type { AnswerTree } from "./answer-tree.ts";
import { ownText } from "./element-value.ts";

/** The ready choice: each Status by what its command means by it, so a 3 of MoveItems is well. */
export const FAULTS_FILTER = "Status != success";
const SUCCESS = "success";

type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | ":";

/** What a filter asks for. */
export type AnswerFilter =
  | { kind: "any"; words: string }
  | { kind: "path"; path: ElementPath }
  | { kind: "compare"; path: ElementPath; operator: Operator; value: string };

type Comparison = Extract<AnswerFilter, { kind: "compare" }>;

/** The names at the end of the way to an element, or with a slash before them all of the way. */
interface ElementPath {
  fromRoot: boolean;
  steps: { name: string; place: number | undefined }[];
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.-]*(?:\[\d+\])?`;
const PATH = `/?${NAME}(?:/${NAME})*`;
const COMPARE = new RegExp(String.raw`^(${PATH})\s*(!=|<>|<=|>=|==|=|<|>|:)\s*(.*)$`, "su");
const ONLY_PATH = new RegExp(`^(?:/${NAME}(?:/${NAME})*|${NAME}(?:/${NAME})+)$`, "u");
/** An operator with nothing that could be a name before it, or nothing but signs behind it. */
const BROKEN = /^\s*(!=|<>|<=|>=|=|<|>|:)|(!=|<>|<=|>=|=|<|>)\s*$/;

/**
 * Reads what was typed: `Subject`, `hello`, `"a = b"`, `Collection/Status`, `/Sync/Collections/Collection[2]`, `Status != 1`,
 * `Subject: hello`. Undefined when nothing was; a sentence when it cannot be read. Never throws.
 */
export function readFilter(typed: string): AnswerFilter | { fault: string } | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  const [, , quoted] = /^(["'])(.+)\1$/s.exec(text) ?? [];
  if (quoted !== undefined) return { kind: "any", words: quoted.toLowerCase() };
  const [, path = "", sign = "", rest = ""] = COMPARE.exec(text) ?? [];
  const value = rest.trim().replace(/^(["'])(.*)\1$/s, "$2");
  if (path !== "" && (rest.trim() !== "" || sign === ":")) {
    if (sign === ":" && value === "") return { kind: "path", path: readPath(path) };
    const operator = ({ "<>": "!=", "==": "=" } as Record<string, Operator>)[sign] ?? (sign as Operator);
    if (/^[<>]/.test(operator) && Number.isNaN(numberOf(value)))
      return { fault: `“${operator}” compares numbers and dates; “${value}” is neither.` };
    return { kind: "compare", path: readPath(path), operator, value };
  }
  if (BROKEN.test(text)) return { fault: "Write an element, a sign and a value: Status != 1, or Subject: hello." };
  if (ONLY_PATH.test(text)) return { kind: "path", path: readPath(text) };
  return { kind: "any", words: text.toLowerCase() };
}

function readPath(text: string): ElementPath {
  const steps = text
    .split("/")
    .filter(Boolean)
    .map((step) => {
      const [, name = step, place] = /^(.*?)(?:\[(\d+)\])?$/.exec(step) ?? [];
      return { name: name.toLowerCase(), place: place === undefined ? undefined : Number(place) };
    });
  return { fromRoot: text.startsWith("/"), steps };
}

/** What a filter leaves of a tree. */
export interface Filtered {
  /** Numbers of the elements that are what was asked for, in order. */
  hits: number[];
  /** 1 for each element that is kept: the hits, all around them, and all inside them. */
  kept: Uint8Array;
}

export function applyFilter(tree: AnswerTree, filter: AnswerFilter): Filtered {
  const { elements, parents, sizes } = tree;
  const kept = new Uint8Array(elements.length);
  const hits: number[] = [];
  const command = elements[0]?.name ?? "";
  for (let index = 0; index < elements.length; index++) {
    if (!matches(tree, index, filter, command)) continue;
    hits.push(index);
    kept.fill(1, index, index + (sizes[index] ?? 0) + 1);
    for (let at = parents[index] ?? -1; at >= 0 && kept[at] === 0; at = parents[at] ?? -1) kept[at] = 1;
  }
  return { hits, kept };
}

function matches(tree: AnswerTree, index: number, filter: AnswerFilter, command: string): boolean {
  const element = tree.elements[index];
  if (!element) return false;
  if (filter.kind === "any")
    return element.name.toLowerCase().includes(filter.words) || ownText(element).toLowerCase().includes(filter.words);
  if (filter.kind === "compare" && isQualified(element, filter)) return true;
  if (!isAt(tree, index, filter.path)) return false;
  if (filter.kind === "path") return true;
  // A container has no value that could be compared.
  if ((tree.sizes[index] ?? 0) > 0) return false;
  const parentName = tree.elements[tree.parents[index] ?? -1]?.name;
  return compares(element, filter, command, parentName);
}

/** `email:Subject`, as the text writes a name, reads as a comparison, too. */
const isQualified = ({ namespace, name }: ElementNode, { path, operator, value }: Comparison): boolean =>
  operator === ":" &&
  path.steps.length === 1 &&
  path.steps[0]?.name === namespace.toLowerCase() &&
  value.toLowerCase() === name.toLowerCase();

function isAt(tree: AnswerTree, index: number, { fromRoot, steps }: ElementPath): boolean {
  let at = index;
  for (let step = steps.length - 1; step >= 0; step--) {
    const wanted = steps[step];
    const element = tree.elements[at];
    if (!wanted || !element || element.name.toLowerCase() !== wanted.name) return false;
    if (wanted.place !== undefined && wanted.place !== placeAmongAlike(tree, at, element)) return false;
    at = tree.parents[at] ?? -1;
  }
  return !fromRoot || at === -1;
}

function placeAmongAlike({ elements, parents }: AnswerTree, index: number, element: ElementNode): number {
  let place = 0;
  for (const child of elements[parents[index] ?? -1]?.children ?? [element]) {
    if (child.kind === "element" && child.name === element.name) place++;
    if (child === element) break;
  }
  return place;
}

function compares(
  element: ElementNode,
  { operator, value }: Comparison,
  command: string,
  parentName: string | undefined,
): boolean {
  const text = ownText(element).trim();
  if (isStatus(element) && value.toLowerCase() === SUCCESS) {
    const meaning = statusMeaning(command, Number(text), parentName === undefined ? {} : { parentName });
    return (meaning?.outcome === "ok") === (operator !== "!=");
  }
  if (operator === ":") return text.toLowerCase().includes(value.toLowerCase());
  if (operator === "=") return text.toLowerCase() === value.toLowerCase();
  if (operator === "!=") return text.toLowerCase() !== value.toLowerCase();
  const [left, right] = [numberOf(text), numberOf(value)];
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

/** A number as it is, a date in either of Microsoft's forms in milliseconds; NaN for anything else. */
function numberOf(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length < 16) return Number(text);
  const { value } = decodeDateTime(text);
  return value ?? Number.NaN;
}
