import type { HeaderList, RelayEnd } from "../../apps/proxy/src/contract.ts";
import {
  childElement,
  childElements,
  type Document,
  type ElementNode,
  elementAt,
  elementText,
} from "../../packages/codec/src/document.ts";
import { relay } from "./relay-client.ts";
import { fromWbxml, toWbxml } from "./wbxml.ts";

export const WBXML_TYPE = "application/vnd.ms-sync.wbxml";
export const MIME_TYPE = "message/rfc822";
const INBOX_TYPE = "2";
const OK = "1";
const MAX_SYNC_ROUNDS = 50;
const MAIL_WAIT_MS = 15_000;
const MAIL_POLL_MS = 250;

export interface EasAccount {
  user: string;
  password: string;
}

export interface EasClientOptions {
  /** The running proxy every request goes through. */
  proxyUrl: string;
  /** The server's `/Microsoft-Server-ActiveSync`. */
  url: string;
  account: EasAccount;
  version?: string;
  /** Servers keep state per device; give each test its own. */
  deviceId?: string;
}

export interface EasReply {
  status: number;
  headers: HeaderList;
  body: Uint8Array;
  ended: RelayEnd;
  /** Present when the reply has a body and says it is WBXML. */
  document?: Document;
}

export interface Folder {
  serverId: string;
  name: string;
  type: string;
}

export interface Mail {
  serverId: string;
  subject: string;
  from: string;
  to: string;
  /** The message as the server hands it out (body preference 4). */
  mime: Uint8Array;
}

export interface CommandRequest {
  body?: Uint8Array;
  contentType?: string;
  /** Added to the query after Cmd, User, DeviceId and DeviceType, as written. */
  query?: string;
}

/** A small ActiveSync client that talks through EASel's relay: enough to see whether mail has arrived. */
export type EasClient = ReturnType<typeof createEasClient>;

export function createEasClient({
  proxyUrl,
  url,
  account,
  version = "14.1",
  deviceId = newDeviceId(),
}: EasClientOptions) {
  const authorization = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString("base64")}`;
  const carriesBareMime = Number.parseFloat(version) < 14;
  let inboxId: string | undefined;
  let syncKey = "0";
  const inbox: Mail[] = [];

  async function send(method: "POST" | "OPTIONS", target: string, headers: HeaderList, body?: Uint8Array) {
    const answer = await relay(
      proxyUrl,
      { method, url: target, headers: [["Authorization", authorization], ...headers] },
      body,
    );
    const { head, tail } = answer;
    if (!head) throw new Error(`No answer from ${url}: ${tail.problem?.code} ${tail.problem?.message}`);
    const reply: EasReply = { status: head.status, headers: head.headers, body: answer.body, ended: tail.ended };
    const type = head.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    if (type.startsWith(WBXML_TYPE) && looksLikeWbxml(answer.body)) reply.document = fromWbxml(answer.body);
    return reply;
  }

  function options(): Promise<EasReply> {
    return send("OPTIONS", url, []);
  }

  /** One command with any body, right or wrong. */
  function command(name: string, { body, contentType = WBXML_TYPE, query = "" }: CommandRequest = {}) {
    const user = encodeURIComponent(account.user);
    const target = `${url}?Cmd=${name}&User=${user}&DeviceId=${deviceId}&DeviceType=EASel${query ? `&${query}` : ""}`;
    const headers: HeaderList = [["MS-ASProtocolVersion", version]];
    if (body) headers.push(["Content-Type", contentType]);
    return send("POST", target, headers, body);
  }

  /** All folders, from sync key 0. */
  async function folderSync(): Promise<Folder[]> {
    const body = toWbxml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>');
    const root = rootOf(await command("FolderSync", { body }), "FolderSync");
    expectStatus(root, "FolderSync");
    const changes = childElement(root, "Changes");
    return changes ? childElements(changes, "Add").map(readFolder) : [];
  }

  /** Syncs until the server has nothing more to say; gives the messages that were new to this client. */
  async function syncInbox(): Promise<Mail[]> {
    inboxId ??= (await folderSync()).find(({ type }) => type === INBOX_TYPE)?.serverId;
    if (!inboxId) throw new Error("The server lists no Inbox.");
    const before = inbox.length;
    for (let round = 0; round < MAX_SYNC_ROUNDS; round++) {
      const starting = syncKey === "0";
      const reply = await command("Sync", { body: toWbxml(syncRequest(inboxId, syncKey, version)) });
      // An empty answer says that nothing has changed (MS-ASCMD 2.2.1.21).
      if (reply.status === 200 && reply.body.length === 0) return inbox.slice(before);
      const collection = elementAt(rootOf(reply, "Sync"), "/Sync/Collections/Collection");
      if (!collection) throw new Error("The Sync answer has no Collection.");
      expectStatus(collection, "Sync");
      syncKey = text(collection, "SyncKey");
      const commands = childElement(collection, "Commands");
      const added = commands ? childElements(commands, "Add").map(readMail) : [];
      inbox.push(...added);
      const more = childElement(collection, "MoreAvailable") !== undefined;
      if (!starting && !more && added.length === 0) return inbox.slice(before);
    }
    throw new Error(`The Inbox was not stable after ${MAX_SYNC_ROUNDS} Syncs.`);
  }

  /** The message with this subject, waiting for it to arrive; undefined when it does not. */
  async function waitForMail(subject: string, waitMs = MAIL_WAIT_MS): Promise<Mail | undefined> {
    const end = Date.now() + waitMs;
    for (;;) {
      await syncInbox();
      const found = inbox.find((mail) => mail.subject === subject);
      if (found || Date.now() >= end) return found;
      await new Promise((resolve) => setTimeout(resolve, MAIL_POLL_MS));
    }
  }

  /** SendMail as the version asks: the bare message up to 12.1, opaque Mime in WBXML from 14.0 on. */
  function sendMail(mime: Uint8Array): Promise<EasReply> {
    if (carriesBareMime) return command("SendMail", { body: mime, contentType: MIME_TYPE, query: "SaveInSent=T" });
    const xml = `<SendMail xmlns="ComposeMail"><ClientId>${newDeviceId()}</ClientId><SaveInSentItems/><Mime/></SendMail>`;
    return command("SendMail", { body: toWbxml(xml, { "/SendMail/Mime": mime }) });
  }

  return { options, command, folderSync, syncInbox, waitForMail, sendMail };
}

/** 32 hexadecimal digits, the longest a DeviceId may be (MS-ASHTTP 2.2.1.1.1.2.3). */
export function newDeviceId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

function syncRequest(collectionId: string, key: string, version: string): string {
  const kind = Number.parseFloat(version) < 14 ? "<Class>Email</Class>" : "";
  const wanted =
    key === "0"
      ? ""
      : `<GetChanges/><WindowSize>25</WindowSize><Options><FilterType>0</FilterType><MIMESupport>2</MIMESupport>
         <base:BodyPreference><base:Type>4</base:Type></base:BodyPreference></Options>`;
  return `<Sync xmlns="AirSync" xmlns:base="AirSyncBase"><Collections><Collection>${kind}<SyncKey>${key}</SyncKey>
    <CollectionId>${collectionId}</CollectionId>${wanted}</Collection></Collections></Sync>`;
}

function readFolder(add: ElementNode): Folder {
  return { serverId: text(add, "ServerId"), name: text(add, "DisplayName"), type: text(add, "Type") };
}

function readMail(add: ElementNode): Mail {
  const data = childElement(add, "ApplicationData") ?? add;
  const body = childElement(data, "Body", "AirSyncBase");
  const content = body && childElement(body, "Data");
  return {
    serverId: text(add, "ServerId"),
    subject: text(data, "Subject"),
    from: text(data, "From"),
    to: text(data, "To"),
    mime: content ? elementBytes(content) : new Uint8Array(0),
  };
}

function elementBytes(element: ElementNode): Uint8Array {
  const parts = element.children.map((child) =>
    child.kind === "opaque" ? child.bytes : new TextEncoder().encode(child.kind === "text" ? child.text : ""),
  );
  return new Uint8Array(Buffer.concat(parts));
}

function text(parent: ElementNode, name: string): string {
  const child = childElement(parent, name);
  return child ? elementText(child) : "";
}

function rootOf(reply: EasReply, name: string): ElementNode {
  const root = reply.document?.root;
  if (reply.status !== 200 || root?.name !== name) {
    throw new Error(`${name} was answered with HTTP ${reply.status}, ${root?.name ?? "no document"}.`);
  }
  return root;
}

function expectStatus(element: ElementNode, what: string): void {
  const status = text(element, "Status");
  if (status !== OK) throw new Error(`${what} was answered with Status ${status}.`);
}

/** SOGo sends its WBXML type with error pages as well, so the first byte decides. */
function looksLikeWbxml(body: Uint8Array): boolean {
  return body[0] === 0x03;
}
