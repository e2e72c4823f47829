import { protocolVersions } from "@easel/codec/protocol";
import { cdataSection } from "@easel/codec/xml";
import { deviceStarters } from "./starter-device.ts";
import { fetchStarters } from "./starter-fetch.ts";
import { folderStarters } from "./starter-folders.ts";
import type { StarterForm } from "./starter-form.ts";
import { mailStarters } from "./starter-mail.ts";
import { peopleStarters } from "./starter-people.ts";
import { searchStarters } from "./starter-search.ts";
import { syncStarters } from "./starter-sync.ts";
import { inRange, renderTemplate } from "./starter-template.ts";

/** Commands without a document of their own are not in it. */
const starters: ReadonlyMap<string, readonly StarterForm[]> = new Map([
  ["Sync", syncStarters],
  ...[folderStarters, mailStarters, searchStarters, fetchStarters, peopleStarters, deviceStarters].flatMap((group) =>
    Object.entries(group),
  ),
]);

export const MINIMAL = "minimal";

/** The documents a command has ready at a version, the minimal one first; a full one only where it says more. */
export function starterForms(command: string, version: string): StarterForm[] {
  const [first, ...others] = (starters.get(command) ?? []).filter(
    ({ versions }) => versions === undefined || inRange(versions, version),
  );
  if (!first) return [];
  const least = xmlOf(first, version, "");
  return [first, ...others.filter((form) => xmlOf(form, version, "") !== least)];
}

/**
 * A valid document for a command at a version, lines ending in CRLF; "" for a command without a body. A form that
 * the version does not have is the minimal one.
 */
export function starterXml(command: string, version: string, form = MINIMAL, clientId = newClientId()): string {
  const forms = starterForms(command, version);
  const found = forms.find(({ id }) => id === form) ?? forms[0];
  return found ? xmlOf(found, version, clientId) : "";
}

/** True when the text is what `starterXml` gives for the command at any version: nobody's work is lost with it. */
export const isStarterXml = (xml: string, command: string): boolean => starterFormIn(xml, command) !== undefined;

/** Which form of the command's starters a text is, at whatever version; undefined for a text of somebody's own. */
export function starterFormIn(xml: string, command: string): string | undefined {
  const known = knownTexts(command);
  // A long text is not even looked through.
  return xml.length > known.longest ? undefined : known.forms.get(withoutClientId(xml));
}

/** ClientId must be unique per message, at most 40 characters (MS-ASCMD 2.2.3.28.1). */
export function newClientId(): string {
  return `easel-${crypto.randomUUID().slice(0, 18)}`;
}

const MOST_CLIENT_ID = 40;

interface KnownTexts {
  forms: ReadonlyMap<string, string>;
  longest: number;
}

const texts = new Map<string, KnownTexts>();

function knownTexts(command: string): KnownTexts {
  const before = texts.get(command);
  if (before) return before;
  const forms = new Map<string, string>();
  for (const version of protocolVersions) {
    for (const form of starterForms(command, version)) {
      const xml = withoutClientId(xmlOf(form, version, ""));
      if (!forms.has(xml)) forms.set(xml, form.id);
    }
  }
  // Without a starter, the text to begin with is an empty one.
  if (forms.size === 0) forms.set("", MINIMAL);
  const longest = Math.max(...[...forms.keys()].map((xml) => xml.length)) + MOST_CLIENT_ID;
  const known = { forms, longest };
  texts.set(command, known);
  return known;
}

const withoutClientId = (xml: string): string => xml.replace(/<ClientId>easel-[\w-]{18}<\/ClientId>/, "<ClientId/>");

function xmlOf({ xml, mime }: StarterForm, version: string, clientId: string): string {
  const document = renderTemplate(xml, version);
  const named = clientId === "" ? document : document.replace("<ClientId/>", `<ClientId>${clientId}</ClientId>`);
  return mime === undefined ? named : named.replace("<Mime/>", () => `<Mime>${cdataSection(mime)}</Mime>`);
}
