import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { commandByName, compareVersions, type ProtocolVersion } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";
import { STARTER_DEVICE_ID } from "@easel/proxy/contract";
import { createSandbox, type Sandbox } from "@easel/sandbox";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import type { Draft } from "./draft.ts";
import { starterForms } from "./starter-xml.ts";
import { starterDraft } from "./starters.ts";

const ENDPOINT = "http://localhost/Microsoft-Server-ActiveSync";
const USER = "megan@contoso.example";

/**
 * The Status values of the answer, outermost first, by command and form. Where the sandbox says no, it is for what a
 * starter cannot know or the sandbox does not have, never for the request's form: an unknown policy key is Status 5
 * of Policy, a new item Status 6, automatic answers Status 5, a recovery password Status 7, rights management 168.
 */
const expected: Readonly<Record<string, string | ((version: ProtocolVersion) => string)>> = {
  "Provision minimal": (version) => (compareVersions(version, "14.1") >= 0 ? "1 1 1" : "1 1"),
  "Provision full": "1 1 1",
  "Provision acknowledge": "1 5",
  "FolderSync minimal": "1",
  "Sync minimal": "1",
  "Sync full": "1 1",
  "Sync wait": "1",
  "Sync event": "1 6",
  "Sync contact": "1 6",
  "Sync task": "1 6",
  "Sync note": "1 6",
  "Sync draft": "1 6",
  "SendMail minimal": "",
  "SendMail full": "",
  "GetItemEstimate minimal": "1",
  "GetItemEstimate full": "1 1",
  "Settings minimal": "1 1",
  "Settings full": (version) => (compareVersions(version, "14.1") >= 0 ? "1 168 1 1 1" : "1 1 1 1"),
  "Settings oof": "1 5",
  "Settings password": "1 7",
  "Ping minimal": "2",
  "Ping full": "2",
};

interface Reply {
  status: number;
  root?: ElementNode;
  headers: Headers;
}

async function send(sandbox: Sandbox, draft: Draft): Promise<Reply> {
  const { method, url, headers, body } = buildWholeWire(draft, ENDPOINT);
  const response = await sandbox.app.request(url, {
    method,
    headers: [...headers, ["Authorization", `Basic ${btoa(`${USER}:sandbox-megan`)}`]],
    ...(body.length > 0 ? { body: body.slice() } : {}),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const root = bytes.length > 0 && response.status === 200 ? decodeWbxml(bytes).document.root : undefined;
  return { status: response.status, headers: response.headers, ...(root ? { root } : {}) };
}

function textsOf(root: ElementNode | undefined, name: string): string[] {
  const found: string[] = [];
  // Email:Flag has a Status of its own, which is the item's.
  if (root)
    walkElements(root, (each) => each.name === name && each.namespace !== "Email" && found.push(elementText(each)));
  return found;
}

const newSandbox = () => createSandbox({ settledDevices: [STARTER_DEVICE_ID] });

/** The starter with the keys that a first Sync of each of its folders gives: nobody can know those beforehand. */
async function withRealKeys(sandbox: Sandbox, draft: Draft, version: string): Promise<Draft> {
  const first = starterDraft("Sync", version);
  const classes: Record<string, string> = { "1": "Calendar", "2": "Contacts", "8": "Notes", "11": "Tasks" };
  const ids = [...draft.xml.matchAll(/<(?:CollectionId|Id)>(\d+)</g)].map(([, id = ""]) => id);
  let { xml } = draft;
  if (xml.includes("SyncKey>0<")) return draft;
  for (const id of ids) {
    const asked = first.xml.replace(">5<", `>${id}<`).replace(">Email<", `>${classes[id] ?? "Email"}<`);
    const [key = ""] = textsOf((await send(sandbox, { ...first, xml: asked })).root, "SyncKey");
    xml = xml.replace(/SyncKey>1</, `SyncKey>${key}<`);
  }
  return { ...draft, xml };
}

const offered = (await send(newSandbox(), starterDraft("OPTIONS", "16.1"))).headers.get("MS-ASProtocolCommands") ?? "";

const cases = offered.split(",").flatMap((command) =>
  (commandByName(command)?.versions ?? []).flatMap((version) =>
    starterForms(command, version).map(({ id: form }) => ({
      name: `${command} ${version} ${form}`,
      command,
      version,
      form,
    })),
  ),
);

describe("the sandbox takes the starters of the commands it has", () => {
  it.each(cases)("$name", async ({ command, version, form }) => {
    const sandbox = newSandbox();
    const draft = starterDraft(command, version, USER, form);
    const keyed = ["Sync", "GetItemEstimate", "Ping"].includes(command)
      ? await withRealKeys(sandbox, draft, version)
      : draft;
    const { status, root } = await send(sandbox, keyed);
    const wanted = expected[`${command} ${form}`];
    expect([status, textsOf(root, "Status").join(" ")]).toEqual([
      200,
      typeof wanted === "function" ? wanted(version) : wanted,
    ]);
  });

  it("and these are most of what it offers", () => {
    expect(cases.length).toBeGreaterThan(90);
  });
});
