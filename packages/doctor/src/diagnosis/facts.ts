import { type Document, type Span, walkElements } from "@easel/codec/document";
import { type CommandUrl, parseCommandUrl, parseMultipart } from "@easel/codec/http";
import type { Problem } from "@easel/codec/problem";
import { commandByName, compareVersions } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { type Identified, identifyServer, isExchangeOnline, isSignInHost } from "../knowledge/index.ts";
import { type BodyKind, bodyKind } from "./body-kind.ts";
import type { BodyReading } from "./body-reading.ts";
import type { Finding, HeaderList, RoundTrip } from "./finding.ts";
import { type MimeFacts, mailCommands, mimeOfPieces, readMimeFacts } from "./mime-facts.ts";
import { type FoundStatus, findStatuses } from "./statuses-in.ts";

/** One side of a round trip, read. */
export interface Side {
  body: Uint8Array;
  kind: BodyKind;
  /** Lower-case media type without parameters; undefined when the header is absent or empty. */
  contentType?: string;
  header: (name: string) => string | undefined;
  /** The element tree of a WBXML or XML body. */
  document?: Document;
  /** What decoding or parsing the body said. */
  problems: Problem[];
}

export interface ReplySide extends Side {
  status: number;
  statuses: FoundStatus[];
  /** True for 2xx whose Status values, if any, are all successes or notices. */
  succeeded: boolean;
}

/** All that the rules look at, worked out once. */
export interface Facts {
  roundTrip: RoundTrip;
  url: { text: string; host: string; path: string; command: CommandUrl; problems: Problem[] };
  method: string;
  /** Command name as Microsoft spells it, from the query; a name nobody knows is kept as written. */
  command?: string;
  isMailCommand: boolean;
  /** From MS-ASProtocolVersion or the base64 query; undefined when neither says one. */
  version?: string;
  /** True when the version is known and older than 14.0: mail commands then carry the bare message. */
  before14: boolean;
  /** True when the version is known to be 14.0 or later. */
  since14: boolean;
  exchangeOnline: boolean;
  /** True when the request goes to where tokens are had, not to an ActiveSync server. */
  isSignIn: boolean;
  /** True when there is a request to judge at all; a reply may be given alone. */
  hasRequest: boolean;
  request: Side;
  mime?: MimeFacts;
  reply?: ReplySide;
  /** The server behind the reply, where the reply tells it. */
  server?: Identified;
  /** What the request rules have found, for the rules that explain the reply. */
  faults: readonly Finding[];
}

export function readFacts(roundTrip: RoundTrip, reading?: BodyReading): Facts {
  const { request } = roundTrip;
  const { command: url, problems: urlProblems } = parseCommandUrl(request.url);
  const side = reading ? sideOf(request, reading) : readSide(request.headers, request.body);
  const { host, path } = splitEndpoint(url.endpoint);
  // Autodiscover has a path of its own instead of Cmd.
  const name = /^\/autodiscover\//i.test(path) ? "Autodiscover" : (url.command ?? rootCommand(side.document));
  const command = name === undefined ? undefined : (commandByName(name)?.name ?? name);
  const isMailCommand = (mailCommands as readonly string[]).includes(command ?? "");
  const version = side.header("MS-ASProtocolVersion")?.trim() || url.protocolVersion;
  const known = version !== undefined && /^\d{1,2}\.\d$/.test(version) ? version : undefined;
  const mime = reading
    ? mimeOfPieces(reading, isMailCommand)
    : readMimeFacts(side.kind, request.body, side.document, isMailCommand);
  const reply = roundTrip.reply && readReply(roundTrip.reply, command);
  const server = reply && roundTrip.reply && serverOf(roundTrip.reply, reply, host);
  return {
    roundTrip,
    url: { text: request.url, host, path, command: url, problems: urlProblems },
    method: request.method.toUpperCase(),
    ...(command === undefined ? {} : { command }),
    isMailCommand,
    ...(version === undefined ? {} : { version }),
    before14: known !== undefined && compareVersions(known, "14.0") < 0,
    since14: known !== undefined && compareVersions(known, "14.0") >= 0,
    exchangeOnline: isExchangeOnline(host),
    isSignIn: isSignInHost(host),
    hasRequest: request.url !== "",
    request: side,
    ...(mime ? { mime } : {}),
    ...(reply ? { reply } : {}),
    ...(server ? { server } : {}),
    faults: [],
  };
}

/** The value of a header, names compared without case; the first one when there are several. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const lower = name.toLowerCase();
  return headers.find(([other]) => other.toLowerCase() === lower)?.[1];
}

function readSide(headers: HeaderList, body: Uint8Array): Side {
  const kind = bodyKind(body);
  const { document, problems } = readDocument(kind, body);
  return { body, kind, ...headerFacts(headers), ...(document ? { document } : {}), problems };
}

/** The side of a body that was read in pieces: it is put together for those rules alone that ask for it. */
function sideOf(request: RoundTrip["request"], { kind, document }: BodyReading): Side {
  return {
    get body() {
      return request.body;
    },
    kind,
    ...headerFacts(request.headers),
    ...(document ? { document } : {}),
    problems: [],
  };
}

function headerFacts(headers: HeaderList): Pick<Side, "header" | "contentType"> {
  const header = (name: string) => headerValue(headers, name);
  const contentType = header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  return { header, ...(contentType ? { contentType } : {}) };
}

function readDocument(kind: BodyKind, body: Uint8Array): { document?: Document; problems: Problem[] } {
  if (kind === "wbxml") return decodeWbxml(body);
  if (kind === "xml") return parseXml(new TextDecoder().decode(body));
  return { problems: [] };
}

function readReply(reply: NonNullable<RoundTrip["reply"]>, command: string | undefined): ReplySide {
  const outer = readSide(reply.headers, reply.body);
  const isMultipart = outer.contentType === "application/vnd.ms-sync.multipart";
  const first = isMultipart ? parseMultipart(reply.body).parts[0] : undefined;
  const side: Side = first ? inPart(readSide(reply.headers, first.bytes), first.span.start) : outer;
  // An HTML page or a stray XML text has no Status of ActiveSync's.
  const statuses = side.kind === "wbxml" || side.kind === "xml" ? findStatuses(side.document, command) : [];
  const succeeded =
    reply.status >= 200 &&
    reply.status < 300 &&
    side.kind !== "html" &&
    statuses.every(({ outcome }) => outcome !== "failure");
  return { ...side, status: reply.status, statuses, succeeded };
}

/** How much of a page is looked through for words that name a server. */
const MAX_PAGE = 8192;

function serverOf(
  { headers, body }: NonNullable<RoundTrip["reply"]>,
  { kind }: ReplySide,
  host: string,
): Identified | undefined {
  const isText = kind === "html" || kind === "text" || kind === "xml";
  return identifyServer({
    headers,
    host,
    ...(isText ? { text: new TextDecoder().decode(body.subarray(0, MAX_PAGE)) } : {}),
  });
}

/** Spans of a part count in the part; evidence counts in the whole body. */
function inPart(side: Side, offset: number): Side {
  const shift = (span: Span | undefined) => {
    if (!span) return;
    span.start += offset;
    span.end += offset;
  };
  for (const problem of side.problems) shift(problem.span);
  if (side.document?.root) walkElements(side.document.root, (element) => shift(element.byteSpan));
  return side;
}

function rootCommand(document: Document | undefined): string | undefined {
  const name = document?.root?.name;
  return name && commandByName(name) ? name : undefined;
}

function splitEndpoint(endpoint: string): { host: string; path: string } {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/i.exec(endpoint);
  const authority = match?.[1] ?? "";
  return { host: authority.slice(authority.lastIndexOf("@") + 1), path: match?.[2] ?? endpoint };
}
