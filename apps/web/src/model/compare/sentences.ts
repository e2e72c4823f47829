import type { Comparison, MessageComparison } from "./comparison.ts";
import type { ListRow } from "./lists.ts";
import type { TreeDifference } from "./trees.ts";

/** A sentence about one difference; the names of the sides stand in it as `A` and `B`. */
export interface Sentence {
  text: string;
  /** "often": differs each time a request is made, and explains little. */
  weight: "first" | "also" | "often";
}

/** Other each time, whatever one does. */
const EVERY_TIME = /^(?:clientid|synckey|date|message-id|content-length|user-agent|x-ms-policykey|cookie|host|mime)$/i;
/** What a server looks at before it reads a body. */
const DECISIVE = /^(?:method|cmd|ms-asprotocolversion|protocol version|content-type|authorization|form of the query)$/i;
/** Sentences of one weight at most. */
const MAX_SENTENCES = 12;

/** What differs, in sentences, what a server looks at first at the top. */
export function describeComparison(comparison: Comparison): { headline: string; sentences: Sentence[] } {
  const sentences = [
    ...bodySentences(comparison.request),
    ...comparison.line.flatMap((row) => rowSentence(row, "the request line")),
    ...comparison.request.headers.flatMap((row) => rowSentence(row, "the headers")),
    ...toldElements(comparison.request).map(elementSentence),
    ...comparison.request.mail.flatMap((row) => rowSentence(row, "the mail")),
  ];
  const order = ["first", "also", "often"];
  const sorted = sentences.toSorted((one, two) => order.indexOf(one.weight) - order.indexOf(two.weight));
  return { headline: headlineOf(comparison, sentences), sentences: cut(sorted) };
}

/** That only one of two bodies of different kinds is a document needs no saying. */
const toldElements = ({ bodyNames: [a, b], elements }: MessageComparison): readonly TreeDifference[] =>
  a === b ? elements : elements.filter(({ kind }) => kind !== "root");

function cut(sentences: readonly Sentence[]): Sentence[] {
  return (["first", "also", "often"] as const).flatMap((weight) => {
    const these = sentences.filter((sentence) => sentence.weight === weight);
    const left = these.length - MAX_SENTENCES;
    const more = { text: `And ${left} more; the tables below have them all.`, weight };
    return left > 1 ? [...these.slice(0, MAX_SENTENCES), more] : these;
  });
}

function headlineOf({ outcomes, request, answer }: Comparison, sentences: readonly Sentence[]): string {
  const [a, b] = outcomes;
  const telling = sentences.filter(({ weight }) => weight !== "often").length;
  if (sentences.length === 0) {
    const same = request.bytes.first === undefined ? "Both requests are the same, byte for byte." : SAME_MEANING;
    const answers = answer && answer.bytes.first !== undefined ? " Their answers differ." : "";
    return `${same}${answers}`;
  }
  const count = telling === 1 ? "One difference" : `${telling} differences`;
  if (a !== b && a && b) {
    const [good, bad] = a === "worked" ? ["A", "B"] : ["B", "A"];
    if (telling === 0) return `${good} worked and ${bad} did not, and they differ only in what changes each time.`;
    return `${good} worked and ${bad} did not. ${count} may explain it.`;
  }
  return telling === 0 ? "They differ only in what changes each time." : `${count} between the two requests.`;
}

const SAME_MEANING = "Both requests say the same; only their bytes are not the same.";

function bodySentences({ bodyNames: [a, b], bytes, elements, elementCount, mail }: MessageComparison): Sentence[] {
  if (a !== b) return [{ text: `The body of A is ${a}, that of B is ${b}.`, weight: "first" }];
  const explained = elementCount > 0 || elements.length > 0 || mail.some(({ same }) => !same);
  if (bytes.first === undefined || explained) return [];
  const [lengthA, lengthB] = bytes.lengths;
  const lengths = lengthA === lengthB ? "of the same length" : `${lengthA} and ${lengthB} bytes long`;
  return [
    { text: `The bodies read alike but are not: ${lengths}, other from offset ${bytes.first} on.`, weight: "also" },
  ];
}

function rowSentence({ name, a, b, same }: ListRow, where: string): Sentence[] {
  if (same) return [];
  const weight = EVERY_TIME.test(name) ? "often" : DECISIVE.test(name) ? "first" : "also";
  if (b.length === 0) return [{ text: `Only A has ${name} in ${where}: ${quoted(a)}.`, weight }];
  if (a.length === 0) return [{ text: `Only B has ${name} in ${where}: ${quoted(b)}.`, weight }];
  return [{ text: `${name} is ${quoted(a)} in A and ${quoted(b)} in B.`, weight }];
}

function elementSentence({ path, kind, name, a = "", b = "", forms = ["", ""], sameText }: TreeDifference): Sentence {
  const weight = EVERY_TIME.test(name) && kind === "value" ? "often" : kind === "value" ? "also" : "first";
  switch (kind) {
    case "root":
      return {
        text:
          a && b
            ? `The documents are different ones: ${a} in A, ${b} in B.`
            : `Only ${a ? "A" : "B"} has a document that can be read: ${a || b}.`,
        weight,
      };
    case "only-a":
      return { text: `Only A has ${path}${holding(a)}.`, weight };
    case "only-b":
      return { text: `Only B has ${path}${holding(b)}.`, weight };
    case "form":
      return {
        text: `${path} is ${forms[0]} in A and ${forms[1]} in B${sameText ? "; what it says is the same" : ""}.`,
        weight,
      };
    case "order":
      return { text: `The children of ${path} stand in another order: ${a} in A, ${b} in B.`, weight };
    case "value":
      return { text: `${path} is ${quoted([a])} in A and ${quoted([b])} in B.`, weight };
  }
}

const holding = (value: string): string =>
  value === "" ? ", empty" : `: ${value.startsWith("<") ? value : quoted([value])}`;

/** Characters of a value a sentence quotes. */
const QUOTED = 60;

const quoted = (values: readonly string[]): string =>
  values.map((value) => `“${value.length > QUOTED ? `${value.slice(0, QUOTED)}…` : value}”`).join(" and ");
