import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { decodeDateTime, decodeDuration, describeDuration, durationUnits } from "@easel/codec/values";
import { elementFacts } from "../knowledge/content-model/index.ts";
import { type Outcome, statusMeaning } from "../knowledge/index.ts";
import { globalObjIdWords, opaqueWords, uidWords, zoneWords } from "./blob-words.ts";
import { dateWords } from "./date-words.ts";
import { weekdaysIn } from "./explain-value.ts";
import { isStatus } from "./hover.ts";
import { sizeWords } from "./size-words.ts";

/** A few words beside a value. */
export interface Annotation {
  text: string;
  /** How it ended, where the value is a Status. */
  outcome?: Outcome;
}

export interface AnnotateOptions {
  /** The command whose answer it is: a Status means something else in each. */
  command: string;
  /** The element around it. */
  parent?: ElementNode | undefined;
  /** What an earlier answer called the thing an id stands for; asked with the name of the element of a request. */
  nameOf?: (element: string, id: string) => string | undefined;
  /** An IANA name; the machine's own zone when left out. */
  timeZone?: string;
}

/** A longer text is no value to decode. */
const MAX_READ = 4096;
/** Words beside a value; the tooltip has the rest. */
const MAX_WORDS = 90;

/** Elements whose number is a size in bytes. */
const sizes = new Set(["EstimatedDataSize", "AttSize", "BodySize", "MIMESize", "TruncationSize", "ContentLength"]);
/** What 0 and 1 of a flag say, where there are better words than no and yes. */
const flags: Readonly<Record<string, readonly [no: string, yes: string]>> = {
  Read: ["unread", "read"],
  Truncated: ["whole", "cut"],
  BodyTruncated: ["whole", "cut"],
  MIMETruncated: ["whole", "cut"],
};
/** Code pages of mail, by their Windows numbers. */
const codePages: Readonly<Record<string, string>> = {
  "1250": "windows-1250",
  "1251": "windows-1251",
  "1252": "windows-1252",
  "20127": "US-ASCII",
  "28591": "ISO-8859-1",
  "28592": "ISO-8859-2",
  "50220": "ISO-2022-JP",
  "65001": "UTF-8",
  "932": "Shift_JIS",
  "936": "GB2312",
  "950": "Big5",
};

/**
 * What the value of an element says in a few plain words; undefined for a container and where the value speaks for
 * itself. For reading: nothing is checked here.
 */
export function annotate(element: ElementNode, options: AnnotateOptions): Annotation | undefined {
  const { children, name } = element;
  if (children.some(({ kind }) => kind === "element")) return undefined;
  const opaque = children.find((child) => child.kind === "opaque");
  if (opaque?.kind === "opaque") return said(opaqueWords(name, opaque.bytes, options.timeZone));
  if (name === "MoreAvailable") return said("there is more: Sync again");
  const text = shortText(element);
  if (text === undefined || text === "") return undefined;
  if (isStatus(element)) return statusWords(text, options);
  return said(idWords(element, text, options) ?? valueWords(element, text, options));
}

const said = (text: string | undefined): Annotation | undefined =>
  text === undefined || text === "" ? undefined : { text: shorten(text) };

/** The trimmed text; undefined when it is too long to be worth reading. */
function shortText(element: ElementNode): string | undefined {
  for (const child of element.children) if (child.kind === "text" && child.text.length > MAX_READ) return undefined;
  return elementText(element).trim();
}

function statusWords(text: string, { command, parent }: AnnotateOptions): Annotation {
  const code = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const meaning = statusMeaning(command, code, parent ? { parentName: parent.name } : {});
  if (!meaning) return { text: "not a value the documents list", outcome: "failure" };
  const { name, outcome } = meaning;
  const sentence = meaning.meaning.replace(/\.$/, "");
  const words = name && outcome !== "ok" ? `${name}: ${lowerFirst(sentence)}` : lowerFirst(sentence);
  return { text: shorten(words), outcome };
}

/** Ids stand for something with a name, which an answer has told. */
function idWords({ name, namespace }: ElementNode, id: string, { parent, nameOf }: AnnotateOptions) {
  if (name === "ParentId" && id === "0") return "the top of all folders";
  // Beside the name itself, it would be said twice.
  const isNamed = parent && ["ApplicationData", "Properties", "DisplayName"].some((own) => childElement(parent, own));
  // The key of a collection beside the collection's own id says nothing new.
  if (name === "SyncKey" || (isNamed && name !== "ParentId")) return undefined;
  const isFolder =
    (namespace === "FolderHierarchy" && name === "ServerId") || (namespace === "Ping" && name === "Folder");
  return nameOf?.(isFolder ? "CollectionId" : name, id);
}

function valueWords(element: ElementNode, text: string, options: AnnotateOptions): string | undefined {
  const { name, namespace } = element;
  const { parent, timeZone } = options;
  const unit = durationUnits[`${namespace}:${name}`];
  if (unit) return durationWords(text, unit);
  if (sizes.has(name)) return /^\d{4,15}$/.test(text) ? sizeWords(Number(text)) : undefined;
  if (name === "InternetCPID") return codePages[text];
  if (namespace === "Calendar" && name === "UID") return uidWords(text, timeZone);
  const rule = elementFacts(namespace, name, parent?.name)?.value;
  switch (rule?.kind) {
    case "choice":
      return rule.choices?.find(([value]) => value === text)?.[1];
    case "bool":
      return flagWords(name, text, parent);
    case "int":
      return name === "DayOfWeek" ? weekdaysIn(Number(text)).join(", ") : undefined;
    case "date":
    case "compact":
    case "moment": {
      const { value } = decodeDateTime(text);
      return value === undefined ? undefined : dateWords(value, timeZone);
    }
    case "zone":
      return zoneWords(text);
    case "goid":
      return globalObjIdWords(text, timeZone);
    default:
      return undefined;
  }
}

/** `9 min` of 540 seconds, `45 s` of 45: the number itself has no unit. */
function durationWords(text: string, unit: (typeof durationUnits)[string]): string | undefined {
  const { value } = decodeDuration(text, unit);
  return value === undefined ? undefined : describeDuration(value);
}

function flagWords(name: string, text: string, parent: ElementNode | undefined): string | undefined {
  const words = flags[name] ?? ["no", "yes"];
  const word = text === "0" ? words[0] : text === "1" ? words[1] : undefined;
  const whole = parent && childElement(parent, "EstimatedDataSize");
  const size = whole ? Number(elementText(whole)) : 0;
  return word === "cut" && size > 0 ? `cut; the whole has about ${sizeWords(size)}` : word;
}

/** A name of Microsoft's, such as FolderSync, stays as it is spelt. */
const lowerFirst = (sentence: string): string =>
  /^[A-Z][a-z]*(?=[ ,;:.]|$)/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= MAX_WORDS) return line;
  const cut = line.slice(0, MAX_WORDS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), MAX_WORDS / 2)).replace(/[,;:]$/, "")}…`;
}
