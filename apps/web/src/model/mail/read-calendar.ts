/** A calendar entry or a contact in the words of a person. */
export interface Facts {
  title: string;
  rows: [name: string, value: string][];
}

type Property = readonly [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];
type Component = readonly [name: string, properties: Property[], components: Component[]];

/** Characters of text that are read; a whole calendar is no message. */
const MAX_TEXT = 1_000_000;
/** Entries of one file that are shown. */
const MAX_ENTRIES = 50;
/** Attendees of one entry that are shown. */
const MAX_PEOPLE = 100;

const eventNames: readonly (readonly [property: string, shown: string])[] = [
  ["summary", "Summary"],
  ["dtstart", "Starts"],
  ["dtend", "Ends"],
  ["due", "Due"],
  ["duration", "Lasts"],
  ["rrule", "Repeats"],
  ["recurrence-id", "Occurrence"],
  ["location", "Where"],
  ["organizer", "Organiser"],
  ["attendee", "Attendee"],
  ["status", "Status"],
  ["sequence", "Sequence"],
  ["uid", "UID"],
];

const contactNames: readonly (readonly [property: string, shown: string])[] = [
  ["fn", "Name"],
  ["org", "Organisation"],
  ["title", "Title"],
  ["email", "Mail"],
  ["tel", "Telephone"],
  ["adr", "Address"],
  ["url", "Web"],
  ["bday", "Birthday"],
];

const kinds: Readonly<Record<string, string>> = {
  vevent: "Event",
  vtodo: "Task",
  vjournal: "Journal entry",
  vfreebusy: "Free and busy times",
  vcard: "Contact",
};

const methods: Readonly<Record<string, string>> = {
  REQUEST: "an invitation, or a change of one",
  REPLY: "an attendee's answer",
  CANCEL: "called off",
  PUBLISH: "for information",
  COUNTER: "another time is proposed",
};

/** Key facts of iCalendar (RFC 5545) or vCard (RFC 6350) text; undefined when it is neither, or too long. */
export async function readCalendar(text: string): Promise<Facts[] | undefined> {
  if (text.length > MAX_TEXT) return undefined;
  const { default: ICAL } = await import("ical.js");
  let parsed: unknown;
  try {
    parsed = ICAL.parse(text);
  } catch {
    return undefined;
  }
  const roots = (isComponent(parsed) ? [parsed] : Array.isArray(parsed) ? parsed : []).filter(isComponent);
  return roots.flatMap(factsOf).slice(0, MAX_ENTRIES);
}

function factsOf([name, properties, components]: Component): Facts[] {
  if (name === "vcard") return [{ title: "Contact", rows: rowsOf(properties, contactNames) }];
  const method = String(properties.find(([property]) => property === "method")?.[3] ?? "");
  const shown: [string, string][] = method
    ? [["Method", [method, methods[method.toUpperCase()]].filter(Boolean).join(": ")]]
    : [];
  return components
    .filter(([inner]) => Object.hasOwn(kinds, inner))
    .map(([inner, own]) => ({ title: kinds[inner] ?? inner, rows: [...shown, ...rowsOf(own, eventNames)] }));
}

function rowsOf(properties: readonly Property[], names: typeof eventNames): Facts["rows"] {
  return names.flatMap(([wanted, shown]) =>
    properties
      .filter(([name]) => name === wanted)
      .slice(0, MAX_PEOPLE)
      .map((property): [string, string] => [shown, shownValue(property)])
      .filter(([, value]) => value !== ""),
  );
}

function shownValue([, parameters, type, ...values]: Property): string {
  const text = values.map(wordsOf).join(", ");
  if (type === "cal-address") {
    const address = text.replace(/^mailto:/i, "");
    const name = typeof parameters.cn === "string" ? `${parameters.cn} <${address}>` : address;
    return typeof parameters.partstat === "string" ? `${name}, ${parameters.partstat.toLowerCase()}` : name;
  }
  if (type === "date-time") {
    const zone = typeof parameters.tzid === "string" ? ` ${parameters.tzid}` : text.endsWith("Z") ? " UTC" : "";
    return `${text.replace("T", " ").replace(/Z$/, "")}${zone}`;
  }
  return type === "date" ? `${text}, all day` : text;
}

/** Structured values are lists, and a rule of recurrence an object. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(", ");
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${wordsOf(inner)}`)
    .join(", ");
}

const isComponent = (value: unknown): value is Component =>
  Array.isArray(value) && typeof value[0] === "string" && Array.isArray(value[1]) && Array.isArray(value[2]);
