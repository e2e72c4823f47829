import { defaultHeader, type ElementNode } from "@easel/codec/document";
import { encodeTimeZone, noSystemTime, type TimeZone } from "@easel/codec/values";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import type { Finding, HeaderList, RoundTrip } from "../src/diagnosis/index.ts";

const WBXML = "application/vnd.ms-sync.wbxml";

export const ENDPOINT = "https://mail.contoso.example/Microsoft-Server-ActiveSync";
export const MESSAGE =
  "From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nHello\r\n";

/** The time zone of Vienna: UTC+1, summer time from the last Sunday of March to the last of October. */
export const VIENNA =
  encodeTimeZone({
    bias: -60,
    standardName: "",
    standardDate: lastSunday(10, 3),
    standardBias: 0,
    daylightName: "",
    daylightDate: lastSunday(3, 2),
    daylightBias: -60,
  }).text ?? "";

/** The last Sunday of a month, as a yearly rule. */
export function lastSunday(month: number, hour: number): TimeZone["standardDate"] {
  return { ...noSystemTime(), month, day: 5, hour };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function wbxml(root: ElementNode): Uint8Array {
  const { bytes, problems } = encodeWbxml({ header: defaultHeader(), root });
  if (!bytes) throw new Error(problems[0]?.message);
  return bytes;
}

/** WBXML of an XML text, for documents too long to build by hand. */
export function fromXml(xml: string): Uint8Array {
  const { bytes, problems } = encodeWbxml(parseXml(xml).document);
  if (!bytes) throw new Error(problems[0]?.message);
  return bytes;
}

interface Options {
  version?: string;
  headers?: HeaderList;
  url?: string;
  query?: string;
  contentType?: string | undefined;
}

/** A command as a sound client sends it; `options` makes it unsound. */
export function request(command: string, body: Uint8Array, options: Options = {}): RoundTrip {
  const { version = "16.1", headers = [], query = "" } = options;
  const type =
    "contentType" in options
      ? options.contentType
      : body[0] === 3
        ? WBXML
        : body.length > 0
          ? "message/rfc822"
          : undefined;
  return {
    request: {
      method: "POST",
      url:
        options.url ??
        `${ENDPOINT}?Cmd=${command}&User=megan%40contoso.example&DeviceId=EASEL1&DeviceType=EASel${query}`,
      headers: [
        ["MS-ASProtocolVersion", version],
        ...(type ? [["Content-Type", type] as [string, string]] : []),
        ...headers,
      ],
      body,
    },
  };
}

export const answered = (
  roundTrip: RoundTrip,
  status: number,
  body: Uint8Array = new Uint8Array(0),
  headers: HeaderList = [["Content-Type", WBXML]],
): RoundTrip => ({ ...roundTrip, reply: { status, headers, body } });

export const rulesOf = (findings: Finding[]): string[] => findings.map(({ rule }) => rule);

export const find = (findings: Finding[], rule: string): Finding => {
  const finding = findings.find((candidate) => candidate.rule === rule);
  if (!finding) throw new Error(`No ${rule} among ${rulesOf(findings).join(", ") || "no findings"}`);
  return finding;
};

const NAMES =
  'xmlns:c="Calendar" xmlns:k="Contacts" xmlns:t="Tasks" xmlns:b="AirSyncBase" xmlns:e="Email" xmlns:a="AirSync"';

/** A Sync that adds or changes one item with these properties; prefixes c k t b e a are bound. */
export function syncItem(data: string, { command = "Add", version = "16.1" } = {}): RoundTrip {
  const id = command === "Add" ? "<ClientId>1</ClientId>" : "<ServerId>1:7</ServerId>";
  return request(
    "Sync",
    fromXml(
      `<Sync xmlns="AirSync" ${NAMES}><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId><Commands><${command}>${id}<ApplicationData>${data}</ApplicationData></${command}></Commands></Collection></Collections></Sync>`,
    ),
    { version },
  );
}
