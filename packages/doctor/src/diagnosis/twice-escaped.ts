import { pathOfFrame, walkFrames } from "../language/index.ts";
import { someElement } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";

const MAX_PLACES = 5;
const ESCAPE = /&(?:amp|lt|gt|quot|apos|#39|#x27|#34);/;
/** These may hold HTML, where such a reference is right. */
const markup = new Set(["Data", "Body", "ReplyMessage", "Mime", "Content", "Preview", "Annotation"]);
const meant: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  "#x27": "'",
  "#34": '"',
};

/** References of XML inside the strings of WBXML, which has none: text that was escaped for XML and encoded so. */
export function twiceEscaped({ request }: Facts): Finding[] {
  const root = request.document?.root;
  const isEscaped = ({ name, children }: typeof root & object): boolean =>
    !markup.has(name) && children.some((child) => child.kind === "text" && ESCAPE.test(child.text));
  if (request.kind !== "wbxml" || !root || !someElement(root, isEscaped)) return [];
  const evidence: Evidence[] = [];
  const fix: Edit[] = [];
  let sample: [name: string, text: string] | undefined;
  walkFrames(root, (frame) => {
    const { element } = frame;
    const [only] = element.children;
    if (!isEscaped(element) || element.children.length !== 1 || only?.kind !== "text") return;
    const path = pathOfFrame(frame);
    sample ??= [element.name, only.text];
    fix.push({ kind: "set-content", path, content: unescaped(only.text) });
    if (evidence.length < MAX_PLACES)
      evidence.push({ side: "request", kind: "element", path, ...(only.byteSpan ? { span: only.byteSpan } : {}) });
  });
  if (!sample) return [];
  const [name, text] = sample;
  return [
    {
      rule: "text-escaped-twice",
      severity: "warning",
      title: `${name} holds “${ESCAPE.exec(text)?.[0]}”, an escape of XML`,
      explanation:
        "A string of WBXML is the text itself: & and < need no escape there, and nobody undoes one. The text was escaped for XML first, so people will read the escape.",
      advice: "Encode the plain text.",
      evidence,
      spec: { document: "MS-ASWBXML", section: "2.1" },
      fix,
      fixLabel: "Undo the escape",
    },
  ];
}

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39|#x27|#34);/g, (whole, name: string) => meant[name] ?? whole);
