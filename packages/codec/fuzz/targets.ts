import { checkMime } from "./check-mime.ts";
import { checkMultipart } from "./check-multipart.ts";
import { checkPaste } from "./check-paste.ts";
import { checkTree } from "./check-tree.ts";
import { checkTyping } from "./check-typing.ts";
import { checkUrl } from "./check-url.ts";
import { checkValues } from "./check-values.ts";
import { checkWbxml } from "./check-wbxml.ts";
import { checkXml } from "./check-xml.ts";
import {
  makeMultipart,
  makeOf,
  makeRepeated,
  makeUrl,
  makeValue,
  mimePieces,
  pastePieces,
  urlPieces,
  valuePieces,
} from "./make-others.ts";
import { makeLargeWbxml, makeWbxml } from "./make-wbxml.ts";
import { makeLargeXml, makeXml, xmlPieces } from "./make-xml.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateText } from "./mutate-text.ts";
import type { Random } from "./random.ts";

/** What is fuzzed: how inputs are made and changed, and what must hold of each. Throws when something does not. */
export interface Target<Input extends string | Uint8Array = string | Uint8Array> {
  name: string;
  /** How often it has its turn, against the others. */
  weight: number;
  make(random: Random): Input;
  mutate(random: Random, input: Input, other: Input): Input;
  /** A large input, made once in `LARGE` turns. */
  makeLarge?(random: Random): Input;
  /** `thorough` takes longer and holds more. */
  check(input: Input, thorough: boolean): void;
}

function ofText(target: Omit<Target<string>, "mutate">, pieces: readonly string[]): Target<string> {
  return { ...target, mutate: (random, text, other) => mutateText(random, text, other, pieces) };
}

const ofBytes = (target: Omit<Target<Uint8Array>, "mutate">): Target<Uint8Array> => ({
  ...target,
  mutate: mutateBytes,
});

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

export const targets: readonly Target[] = [
  ofBytes({ name: "wbxml", weight: 34, make: makeWbxml, makeLarge: makeLargeWbxml, check: checkWbxml }),
  ofText({ name: "xml", weight: 28, make: makeXml, makeLarge: makeLargeXml, check: checkXml }, xmlPieces),
  ofText({ name: "typing", weight: 6, make: makeXml, check: checkTyping }, xmlPieces),
  ofBytes({
    name: "tree",
    weight: 10,
    make: (random) => random.bytes(random.size(random.once(8) ? 160 : 40)),
    check: checkTree,
  }),
  ofText({ name: "url", weight: 8, make: makeUrl, check: checkUrl }, urlPieces),
  ofBytes({ name: "multipart", weight: 3, make: makeMultipart, check: checkMultipart }),
  ofBytes({
    name: "mime",
    weight: 7,
    make: (random) => bytesOf(makeOf(random, mimePieces, 24)),
    makeLarge: (random) => bytesOf(makeRepeated(random, mimePieces)),
    check: checkMime,
  }),
  ofText({ name: "values", weight: 5, make: makeValue, check: checkValues }, valuePieces),
  ofText(
    {
      name: "paste",
      weight: 5,
      make: (random) => makeOf(random, pastePieces, 10),
      makeLarge: (random) => makeRepeated(random, pastePieces),
      check: checkPaste,
    },
    pastePieces,
  ),
] as readonly Target[];

export const targetNamed = (name: string): Target | undefined => targets.find((target) => target.name === name);
