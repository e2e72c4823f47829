import { EXCHANGE_ONLINE_MINIMUM_SINCE, EXCHANGE_ONLINE_MINIMUM_VERSION } from "./exchange-online.ts";
import { type Deviation, type Server, versionRange } from "./server.ts";

const builds = { document: "Exchange Server build numbers and release dates", section: "Microsoft Learn" };
const suites = {
  document: "Interop test suites of Microsoft",
  section: "MS-ASHTTP, settings per Exchange version (R459, R460, R461, R1201, R12011)",
};

/** A footnote of a specification's appendix on product behaviour, with the Exchange versions it names. */
interface Note extends Deviation {
  of: readonly string[];
}

const notes: readonly Note[] = [
  {
    of: ["2007"],
    text: "BodyPreference given twice with the same Type brings HTTP 500 instead of Status 4.",
    commands: ["Sync", "ItemOperations", "Search"],
    statuses: [500],
    source: { document: "MS-ASAIRS", section: "appendix on product behaviour, 3.2.5.1" },
  },
  {
    of: ["2007", "2010"],
    text: "It answers the report of a finished wipe with Status 1 and orders the wipe again.",
    commands: ["Provision"],
    elements: ["RemoteWipe"],
    told: "always",
    source: { document: "MS-ASPROV", section: "appendix on product behaviour, 3.2.5.1.2.2" },
  },
  {
    of: ["2007", "2010"],
    text: "A recurrence with Interval 0 is refused with Status 6; later ones take it for 1.",
    commands: ["Sync"],
    codes: [6],
    source: { document: "MS-ASCAL", section: "appendix on product behaviour, 2.2.2.25" },
  },
  {
    of: ["2010"],
    text: "At 14.0, EnableOutboundSMS 1 needs a PhoneNumber that is not empty.",
    commands: ["Settings"],
    versions: { from: "14.0", until: "14.0" },
    elements: ["EnableOutboundSMS"],
    source: { document: "MS-ASCMD", section: "appendix on product behaviour, 2.2.3.124" },
  },
  {
    of: ["2010", "2013"],
    text: "Free and busy times are told for at most 42 days; a longer span brings Status 5.",
    commands: ["ResolveRecipients"],
    elements: ["Availability"],
    codes: [5],
    source: { document: "MS-ASCMD", section: "appendix on product behaviour, 2.2.3.58.1" },
  },
  {
    of: ["2007", "2010", "2013"],
    text: "The automatic answers to known and to unknown people outside have to be the same.",
    commands: ["Settings"],
    elements: ["Oof"],
    source: { document: "MS-ASCMD", section: "appendix on product behaviour, 2.2.3.113" },
  },
  {
    of: ["2013", "2016", "2019"],
    text: "It may be set up to block a device that changes its User-Agent, for a time of the administrator's choice.",
    statuses: [403, 503],
    source: { document: "MS-ASHTTP", section: "appendix on product behaviour, 3.2.5.1.1" },
  },
  {
    of: ["2016", "2019"],
    text: "With Status 4 the header X-MS-ASError may name the element it did not like.",
    commands: ["Sync"],
    codes: [4],
    source: { document: "Microsoft Q&A", section: "https://learn.microsoft.com/en-us/answers/questions/247541" },
  },
];

/** What each version speaks, and the numbers by which it is known. */
const rows: readonly (readonly [year: string, number: RegExp, versions: readonly string[]])[] = [
  ["2003", /^0?6\.0?5(?:\.|$)/, ["2.5"]],
  ["2007", /^0?8\.0?[0-3](?:\.|$)/, ["2.5", "12.0", "12.1"]],
  ["2010", /^14\.0?[0-3](?:\.|$)/, versionRange("2.5", "14.1")],
  ["2013", /^15\.0?0(?:\.|$)/, versionRange("2.5", "14.1")],
  ["2016", /^15\.0?1(?:\.|$)/, versionRange("2.5", "16.1")],
  ["2019", /^15\.0?2(?:\.|$)/, versionRange("2.5", "16.1")],
];

/** Exchange on premises, one entry for each version; its numbers are copied by others and count with IIS alone. */
export const exchange: readonly Server[] = rows.map(([year, pattern, versions]) => ({
  id: `exchange-${year}`,
  name: year === "2019" ? "Exchange 2019 or Subscription Edition" : `Exchange ${year}`,
  marks: [
    { header: "X-OWA-Version", pattern: withVersion(pattern) },
    { header: "MS-Server-ActiveSync", pattern: withVersion(pattern), shared: true },
  ],
  versions,
  lacks: year === "2016" || year === "2019" ? [] : [[["Find"], "That came with 16.1, in Exchange 2016"]],
  deviations: notes.filter(({ of }) => of.includes(year)).map(({ of: _, ...deviation }) => deviation),
  source: year === "2003" ? builds : suites,
}));

/** The same pattern, with the whole number as its first group. */
function withVersion({ source }: RegExp): RegExp {
  return new RegExp(`^(?=\\s*(\\d[\\d.]{0,20}))\\s*(?:${source.slice(1)})`);
}

const team = { document: "Exchange Team blog", section: "2025-12-15" };

export const exchangeOnline: Server = {
  id: "exchange-online",
  name: "Exchange Online",
  marks: [
    { header: "MS-Server-ActiveSync", pattern: /^\s*(15\.20(?:\.[\d.]{1,20})?)\s*$/ },
    { header: "X-CalculatedBETarget", pattern: /\.prod\.outlook\.com$/i },
    ...["X-FEServer", "X-BEServer", "X-DiagInfo"].map((header) => ({
      header,
      pattern: /^[A-Z]{2,3}\w?P(?:R|\d)\w{1,4}(?:CA|MB)\d{2,5}$/,
    })),
    { header: "X-NanoProxy", pattern: /^\d/ },
  ],
  versions: [EXCHANGE_ONLINE_MINIMUM_VERSION],
  deviations: [
    {
      text: `Since ${EXCHANGE_ONLINE_MINIMUM_SINCE} it offers and lets in ${EXCHANGE_ONLINE_MINIMUM_VERSION} alone; what was agreed on before counts no more.`,
      versions: { until: "16.0" },
      source: team,
    },
    {
      text: "It may hold off with 503 a device that has never sent DeviceInformation.",
      statuses: [503],
      source: { document: "TbSync issue 125", section: "https://github.com/jobisoft/TbSync/issues/125" },
    },
    {
      text: "It takes a bearer token with the scope EAS.AccessAsUser.All and no password.",
      statuses: [401, 403],
      source: { document: "Message Center", section: "MC375736" },
    },
    {
      text: "It gives cookies that keep a session on one server: send them back, and drop them when requests begin to fail.",
      statuses: [500, 503],
      source: { document: "MS-ASHTTP", section: "2.2.2.1.2" },
    },
    {
      text: "X-MS-Diagnostics, X-FEServer, X-BEServer and request-id say which of its servers refused and why; support asks for them.",
      statuses: [401, 403, 500, 503],
      source: { document: "seen on Exchange Online", section: "" },
    },
  ],
  source: team,
};
