import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { decodeWbxml } from "@easel/codec/wbxml";
import { diagnose } from "@easel/doctor/diagnosis";
import { STARTER_DEVICE_ID } from "@easel/proxy/contract";
import { createSandbox, type Sandbox } from "@easel/sandbox";
import type { Draft } from "../src/model/draft.ts";
import { buildWholeWire } from "./whole-wire.ts";

const ENDPOINT = "http://localhost/Microsoft-Server-ActiveSync";
/** Whom the drafts are sent for. */
export const USER = "megan@contoso.example";

/** The folders' classes of the sandbox, mail apart. */
export const folderClasses: Readonly<Record<string, string>> = {
  "1": "Calendar",
  "2": "Contacts",
  "8": "Notes",
  "11": "Tasks",
};

export interface SandboxReply {
  /** What the doctor has against the request or its answer. */
  faults: string[];
  status: number;
  root?: ElementNode;
  headers: Headers;
}

/** A sandbox in which the starters' device may begin with any command. */
export const newSandbox = (): Sandbox => createSandbox({ settledDevices: [STARTER_DEVICE_ID] });

/** Sends a draft as the page would. */
export async function askSandbox(sandbox: Sandbox, draft: Draft): Promise<SandboxReply> {
  const { method, url, headers, body } = buildWholeWire(draft, ENDPOINT);
  const response = await sandbox.app.request(url, {
    method,
    headers: [...headers, ["Authorization", `Basic ${btoa(`${USER}:sandbox-megan`)}`]],
    ...(body.length > 0 ? { body: body.slice() } : {}),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const found = diagnose({
    request: { method, url, headers, body },
    reply: { status: response.status, headers: [...response.headers], body: bytes },
  });
  const faults = found.filter(({ severity }) => severity !== "info").map(({ rule, title }) => `${rule}: ${title}`);
  const root = bytes.length > 0 && response.status === 200 ? decodeWbxml(bytes).document.root : undefined;
  return { faults, status: response.status, headers: response.headers, ...(root ? { root } : {}) };
}

/** The texts of all elements with a name, outermost first; Email:Flag has a Status of its own, which is the item's. */
export function textsOf(root: ElementNode | undefined, name: string): string[] {
  const found: string[] = [];
  if (root)
    walkElements(root, (each) => each.name === name && each.namespace !== "Email" && found.push(elementText(each)));
  return found;
}
