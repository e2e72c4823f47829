import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { documentOf, el } from "../src/documents.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../src/index.ts";

/** A device of one user: sends what a test says and decodes what comes back. */
export interface Client {
  sandbox: Sandbox;
  /** Headers and query of every request; a test may change them. */
  version: string;
  policyKey?: string;
  deviceId: string;
  short: string;
  post(command: string, body?: ElementNode | Uint8Array | string, extra?: PostExtra): Promise<Reply>;
}

export interface PostExtra {
  contentType?: string | undefined;
  query?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Reply {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** The root of a WBXML answer. */
  root?: ElementNode;
  /** `text("SyncKey")`: of the first element with that name; undefined when there is none. */
  text(name: string): string | undefined;
  all(name: string): ElementNode[];
}

export const ENDPOINT = "http://localhost/Microsoft-Server-ActiveSync";

export const basic = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`;

export function clientOf(
  sandbox: Sandbox,
  short: "megan" | "alex" = "megan",
  version = "16.1",
  deviceId = "Device1",
): Client {
  const client: Client = {
    sandbox,
    version,
    deviceId,
    short,
    post(command, body, extra = {}) {
      const query = `Cmd=${command}&User=${short}%40contoso.example&DeviceId=${client.deviceId}&DeviceType=Test${extra.query ?? ""}`;
      const bytes =
        body === undefined || typeof body === "string" || body instanceof Uint8Array ? body : encodeOrFail(body);
      const type = "contentType" in extra ? extra.contentType : bytes && "application/vnd.ms-sync.wbxml";
      const headers: Record<string, string> = {
        Authorization: basic(short, `sandbox-${short}`),
        "MS-ASProtocolVersion": client.version,
        ...(type ? { "Content-Type": type } : {}),
        ...(client.policyKey === undefined ? {} : { "X-MS-PolicyKey": client.policyKey }),
        ...extra.headers,
      };
      return send(sandbox, `${ENDPOINT}?${query}`, {
        method: "POST",
        headers,
        ...(bytes === undefined ? {} : { body: bytes as BodyInit }),
        ...(extra.signal ? { signal: extra.signal } : {}),
      });
    },
  };
  return client;
}

export const newClient = (options: SandboxOptions & { version?: string } = {}): Client =>
  clientOf(createSandbox(options), "megan", options.version);

export async function send(sandbox: Sandbox, url: string, init: RequestInit): Promise<Reply> {
  const response = await sandbox.app.request(url, init);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isWbxml = response.headers.get("Content-Type") === "application/vnd.ms-sync.wbxml";
  const root = isWbxml ? decodeWbxml(bytes).document.root : undefined;
  const all = (name: string): ElementNode[] => {
    const found: ElementNode[] = [];
    if (root) walkElements(root, (element) => element.name === name && found.push(element));
    return found;
  };
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    ...(root ? { root } : {}),
    all,
    text(name) {
      const [first] = all(name);
      return first && elementText(first);
    },
  };
}

export function encodeOrFail(root: ElementNode): Uint8Array {
  const { bytes, problems } = encodeWbxml(documentOf(root));
  if (!bytes) throw new Error(`test document does not encode: ${JSON.stringify(problems)}`);
  return bytes;
}

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const folderSyncBody = (key = "0"): ElementNode =>
  el("FolderHierarchy", "FolderSync", el("FolderHierarchy", "SyncKey", key));

export interface CollectionParts {
  key: string;
  id?: string;
  class?: string;
  /** Between CollectionId and Options. */
  middle?: ElementNode[];
  options?: ElementNode[];
  commands?: ElementNode[];
}

export const collection = (parts: CollectionParts): ElementNode =>
  el(
    "AirSync",
    "Collection",
    parts.class === undefined ? undefined : el("AirSync", "Class", parts.class),
    el("AirSync", "SyncKey", parts.key),
    el("AirSync", "CollectionId", parts.id ?? "5"),
    ...(parts.middle ?? []),
    parts.options ? el("AirSync", "Options", ...parts.options) : undefined,
    parts.commands ? el("AirSync", "Commands", ...parts.commands) : undefined,
  );

export const syncBody = (...collections: ElementNode[]): ElementNode =>
  el("AirSync", "Sync", el("AirSync", "Collections", ...collections));

/** A collection with a key, in the shape the client's version wants. */
export const syncOf = (client: Client, parts: CollectionParts): ElementNode =>
  syncBody(collection({ ...(["2.5", "12.0"].includes(client.version) ? { class: "Email" } : {}), ...parts }));

export const mimePreference = (): ElementNode[] => [
  el("AirSync", "MIMESupport", "2"),
  el("AirSyncBase", "BodyPreference", el("AirSyncBase", "Type", "4")),
];

/** FolderSync and the first Sync of a folder; gives the key for the next one. */
export async function startSync(client: Client, id = "5"): Promise<string> {
  await client.post("FolderSync", folderSyncBody());
  const first = await client.post("Sync", syncOf(client, { key: "0", id }));
  return first.text("SyncKey") ?? "";
}

/** Takes everything the folder has; gives the last key and the last answer. */
export async function drain(client: Client, id = "5", options?: ElementNode[]): Promise<{ key: string; reply: Reply }> {
  const key = await startSync(client, id);
  const middle = client.version === "2.5" ? [el("AirSync", "GetChanges")] : [];
  const reply = await client.post("Sync", syncOf(client, { key, id, middle, ...(options ? { options } : {}) }));
  return { key: reply.text("SyncKey") ?? key, reply };
}

export const mail = (to: string, subject: string, body = "This is the body text.\r\n"): string =>
  `From: megan@contoso.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n` +
  `Content-Type: text/plain; charset="utf-8"\r\n\r\n${body}`;

export const sendMailBody = (mime: Uint8Array | string, clientId = "1", ...rest: ElementNode[]): ElementNode =>
  el("ComposeMail", "SendMail", el("ComposeMail", "ClientId", clientId), ...rest, el("ComposeMail", "Mime", mime));

/** Sends a mail in the form of the client's version. */
export function sendMail(client: Client, mime: Uint8Array, clientId = "1"): Promise<Reply> {
  return Number(client.version) < 14
    ? client.post("SendMail", mime, { contentType: "message/rfc822" })
    : client.post("SendMail", sendMailBody(mime, clientId));
}

export const deviceInformation = (): ElementNode =>
  el("Settings", "DeviceInformation", el("Settings", "Set", el("Settings", "Model", "Test")));

export const policyBody = (type: string, acknowledge?: { key: string; status: string }, information?: ElementNode) =>
  el(
    "Provision",
    "Provision",
    information,
    el(
      "Provision",
      "Policies",
      el(
        "Provision",
        "Policy",
        el("Provision", "PolicyType", type),
        acknowledge && el("Provision", "PolicyKey", acknowledge.key),
        acknowledge && el("Provision", "Status", acknowledge.status),
      ),
    ),
  );

/** Both phases; leaves the final key on the client. */
export async function provision(client: Client): Promise<void> {
  const type = client.version === "2.5" ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML";
  const information = Number(client.version) >= 14.1 ? deviceInformation() : undefined;
  client.policyKey = "0";
  const offer = await client.post("Provision", policyBody(type, undefined, information));
  client.policyKey = offer.text("PolicyKey") ?? "";
  const done = await client.post("Provision", policyBody(type, { key: client.policyKey, status: "1" }));
  client.policyKey = done.text("PolicyKey") ?? "";
}
