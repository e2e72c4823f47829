import type { ElementNode } from "@easel/codec/document";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import { someElement } from "./elements.ts";
import type { Facts, Side } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_PLACES = 5;
const MAX_TEXT = 20_000;

/** Windows-1252 has these where Latin-1 has control characters. */
const CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
const CP1252_BYTES = [
  0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96,
  0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
];
const bytesOfCp1252 = new Map([...CP1252].map((character, index) => [character, CP1252_BYTES[index] ?? 0]));
/** How UTF-8 of European letters and of punctuation looks when it is read as Windows-1252. */
const LOOK =
  /[ÂÃ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â‚¬|(?:[ÐÑ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2}/;

/** Text that was UTF-8, was read as Latin-1 or Windows-1252, and was encoded as UTF-8 again. */
export const twiceEncoded = (facts: Facts): Finding[] => found("request", facts.request);
export const twiceEncodedInReply = ({ reply }: Facts): Finding[] =>
  reply && mayHaveLook(reply.body) ? found("reply", reply) : [];

/** UTF-8 of the letters such text is full of, Â Ã Ð Ñ â: a quick no for long answers without any. */
const seconds = new Set([0x82, 0x83, 0x90, 0x91, 0xa2]);

function mayHaveLook(body: Uint8Array): boolean {
  for (let at = body.indexOf(0xc3); at >= 0; at = body.indexOf(0xc3, at + 1))
    if (seconds.has(body[at + 1] ?? 0)) return true;
  return false;
}

function found(side: "request" | "reply", { kind, document }: Side): Finding[] {
  const root = document?.root;
  if (kind !== "wbxml" || !root || !hasLook(root)) return [];
  const places: Finding["evidence"] = [];
  let sample: [name: string, met: string, meant: string] | undefined;
  walkFrames(root, (frame) => {
    for (const child of frame.element.children) {
      const meant = child.kind === "text" ? decodedAgain(child.text) : undefined;
      if (child.kind !== "text" || meant === undefined) continue;
      sample ??= [frame.element.name, shown(child.text), shown(meant)];
      if (places.length < MAX_PLACES)
        places.push({
          side,
          kind: "element",
          path: pathOfFrame(frame),
          ...(child.byteSpan ? { span: child.byteSpan } : {}),
        });
    }
  });
  if (!sample) return [];
  const [name, met, meant] = sample;
  return [
    {
      rule: side === "request" ? "text-encoded-twice" : "reply-text-encoded-twice",
      severity: "warning",
      title: `${side === "reply" ? "In the answer: " : ""}${name} reads “${met}”; “${meant}” was meant`,
      explanation:
        "The text was UTF-8 already, its bytes were taken for characters of Latin-1 or Windows-1252, and those were encoded as UTF-8 once more. Each letter outside ASCII has become two or three.",
      advice: "Encode the text once; read what you get as UTF-8 before it is passed on.",
      evidence: places,
      spec: { document: "MS-ASWBXML", section: "2.1" },
    },
  ];
}

const hasLook = (root: ElementNode): boolean =>
  someElement(root, ({ children }) =>
    children.some((child) => child.kind === "text" && child.text.length < MAX_TEXT && LOOK.test(child.text)),
  );

/** What was meant, when all of the text is UTF-8 read as one byte a character. */
function decodedAgain(text: string): string | undefined {
  if (text.length > MAX_TEXT || !LOOK.test(text)) return undefined;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x100 ? code : bytesOfCp1252.get(text.charAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const shown = (text: string): string => {
  const at = Math.max(0, text.search(/[^ -~]/) - 8);
  return text.slice(at, at + 24).trim();
};
