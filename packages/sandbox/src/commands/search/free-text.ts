import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { headerText, type Item, plainOf, readBodyText } from "../../mailbox/index.ts";

/** Characters of a message's text that are looked through; a search shall not take long. */
const MOST_TEXT = 100_000;

const headers: Readonly<Record<string, string>> = { from: "from", to: "to", cc: "cc", subject: "subject" };

/**
 * Whether an item has all words of a query, wherever they stand. Quotes keep words together, and `from:`, `to:`, `cc:`
 * and `subject:` say where; that much KQL is enough for practice.
 */
export function hasWords(query: string): (item: Item) => boolean {
  const terms = [...query.toLowerCase().matchAll(/(?:(from|to|cc|subject):)?(?:"([^"]+)"|(\S+))/g)].map(
    ([, place = "", quoted, word = ""]) => ({ place, text: quoted ?? word }),
  );
  return (item) => {
    const texts = textsOf(item);
    return (
      terms.length > 0 &&
      terms.every(({ place, text }) => (place === "" ? texts.all : (texts[place] ?? "")).includes(text))
    );
  };
}

type Texts = { all: string } & Readonly<Record<string, string>>;

function textsOf(item: Item): Texts {
  if (item.kind === "data") {
    const words = item.data.properties.flatMap(textsIn);
    const all = [...words, item.data.body ? plainOf(item.data.body) : ""].join("\n").slice(0, MOST_TEXT).toLowerCase();
    return { all };
  }
  const { message } = scanMime(item.mime);
  const heads = Object.fromEntries(
    Object.entries(headers).map(([place, name]) => [place, headerText(message, name).toLowerCase()]),
  );
  const body = plainOf(readBodyText(item.mime, message)).slice(0, MOST_TEXT).toLowerCase();
  return { ...heads, all: [...Object.values(heads), body].join("\n") };
}

function textsIn(property: ElementNode): string[] {
  const texts: string[] = [];
  walkElements(property, (each) => texts.push(elementText(each)));
  return texts;
}
