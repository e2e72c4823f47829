import { commandByName, compareVersions, type ProtocolVersion } from "@easel/codec/protocol";
import type { Sandbox } from "@easel/sandbox";
import { describe, expect, it } from "vitest";
import { askSandbox, folderClasses, newSandbox, textsOf, USER } from "../../test/ask-sandbox.ts";
import type { Draft } from "./draft.ts";
import { starterForms } from "./starter-xml.ts";
import { starterDraft } from "./starters.ts";

/**
 * The Status values of the answer, outermost first, by command and form. Where the sandbox says no, it is for what a
 * starter cannot know or the sandbox does not have, never for the request's form: an unknown policy key is Status 5
 * of Policy, automatic answers Status 5, a recovery password Status 7, rights management 168, a document and a
 * conversation nobody has 6, a picture nobody has 173.
 */
const expected: Readonly<Record<string, string | ((version: ProtocolVersion) => string)>> = {
  "Provision minimal": (version) => (compareVersions(version, "14.1") >= 0 ? "1 1 1" : "1 1"),
  "Provision full": "1 1 1",
  "Provision acknowledge": "1 5",
  "FolderSync minimal": "1",
  "Sync minimal": "1",
  "Sync full": "1 1",
  "Sync wait": "1",
  "Sync event": "1 1",
  "Sync contact": "1 1",
  "Sync task": "1 1",
  "Sync note": "1 1",
  "Sync draft": "1 1",
  "SendMail minimal": "",
  "SendMail full": "",
  "GetAttachment minimal": "",
  "SmartReply minimal": "",
  "SmartReply full": "",
  "SmartForward minimal": "",
  "SmartForward full": "",
  "SmartForward meeting": "",
  "GetItemEstimate minimal": "1",
  "GetItemEstimate full": "1 1",
  // MoveItems says success with 3.
  "MoveItems minimal": "3",
  "MoveItems full": "3 3",
  "Search minimal": "1 1",
  "Search full": (version) => (compareVersions(version, "14.1") >= 0 ? "1 1 173" : "1 1"),
  "Search mailbox": "1 1",
  "Search mailbox-full": "1 1",
  "Search library": "1 6",
  "Find minimal": "1 1",
  "Find full": "1 1",
  "Find people": "1 1 173",
  "FolderCreate minimal": "1",
  "FolderUpdate minimal": "1",
  "FolderDelete minimal": "1",
  "ItemOperations minimal": "1 1",
  "ItemOperations full": "1 1 1",
  "ItemOperations library": "1 6",
  "ItemOperations empty": "1 1",
  "ItemOperations conversation": "1 6",
  "Settings minimal": "1 1",
  "Settings full": (version) => (compareVersions(version, "14.1") >= 0 ? "1 168 1 1 1" : "1 1 1 1"),
  "Settings oof": "1 5",
  "Settings password": "1 7",
  "Ping minimal": "2",
  "Ping full": "2",
};

/** The starter with the keys that a first Sync of each of its folders gives: nobody can know those beforehand. */
async function withRealKeys(sandbox: Sandbox, draft: Draft, version: string): Promise<Draft> {
  const first = starterDraft("Sync", version);
  const ids = [...draft.xml.matchAll(/<(?:CollectionId|Id)>(\d+)</g)].map(([, id = ""]) => id);
  let { xml } = draft;
  if (xml.includes("SyncKey>0<")) return draft;
  for (const id of ids) {
    const asked = first.xml.replace(">5<", `>${id}<`).replace(">Email<", `>${folderClasses[id] ?? "Email"}<`);
    const [key = ""] = textsOf((await askSandbox(sandbox, { ...first, xml: asked })).root, "SyncKey");
    xml = xml.replace(/SyncKey>1</, `SyncKey>${key}<`);
  }
  return { ...draft, xml };
}

/** The draft with the key of a FolderSync, for a change of the folder after the default ones. */
async function withFolderKey(sandbox: Sandbox, draft: Draft, version: ProtocolVersion): Promise<Draft> {
  const keyed = (one: Draft, key = "") => ({ ...one, xml: one.xml.replace("SyncKey>1<", `SyncKey>${key}<`) });
  const { root } = await askSandbox(sandbox, starterDraft("FolderSync", version, USER));
  const [key] = textsOf(root, "SyncKey");
  if (!draft.xml.includes("<ServerId>12<")) return keyed(draft, key);
  const made = await askSandbox(sandbox, keyed(starterDraft("FolderCreate", version, USER), key));
  expect(textsOf(made.root, "ServerId")).toEqual(["12"]);
  return keyed(draft, textsOf(made.root, "SyncKey")[0]);
}

/** The draft with an event that is there. */
async function withRealEvent(sandbox: Sandbox, draft: Draft, version: ProtocolVersion): Promise<Draft> {
  const event = await withRealKeys(sandbox, starterDraft("Sync", version, USER, "event"), version);
  const [id = ""] = textsOf((await askSandbox(sandbox, event)).root, "ServerId");
  return { ...draft, xml: draft.xml.replace(">1:1<", `>${id}<`) };
}

/** The message after the first that the starters speak of. */
async function secondMail(sandbox: Sandbox): Promise<void> {
  const draft = starterDraft("SendMail", "12.1", USER);
  const query = draft.query.replace("&SaveInSent=T", "");
  await askSandbox(sandbox, { ...draft, query, mime: draft.mime.replace(/^To: .*$/m, `To: ${USER}`) });
}

const offered =
  (await askSandbox(newSandbox(), starterDraft("OPTIONS", "16.1"))).headers.get("MS-ASProtocolCommands") ?? "";

/** GetAttachment has a query and no document. */
const formsOf = (command: string, version: string): string[] =>
  command === "GetAttachment" ? ["minimal"] : starterForms(command, version).map(({ id }) => id);

const cases = offered.split(",").flatMap((command) =>
  (commandByName(command)?.versions ?? []).flatMap((version) =>
    formsOf(command, version).map((form) => ({
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
    if (command === "MoveItems") await secondMail(sandbox);
    const draft = starterDraft(command, version, USER, form);
    let keyed = draft;
    if (["Sync", "GetItemEstimate", "Ping"].includes(command)) keyed = await withRealKeys(sandbox, draft, version);
    if (/^Folder(?:Create|Update|Delete)$/.test(command)) keyed = await withFolderKey(sandbox, draft, version);
    if (form === "meeting") keyed = await withRealEvent(sandbox, draft, version);
    const { status, root, faults } = await askSandbox(sandbox, keyed);
    const wanted = expected[`${command} ${form}`];
    if (/^(?:(?:1|173| )*|[3 ]*)$/.test(typeof wanted === "function" ? wanted(version) : (wanted ?? "?")))
      expect(faults).toEqual([]);
    expect([status, textsOf(root, "Status").join(" ")]).toEqual([
      200,
      typeof wanted === "function" ? wanted(version) : wanted,
    ]);
  });

  it("and says no only to what it does not have, never to an item", () => {
    const refused = Object.entries(expected).filter(([, wanted]) =>
      /[^1 ]/.test((typeof wanted === "function" ? wanted("16.1") : wanted).replace(/\b173\b/g, "")),
    );
    // MoveItems says success with 3, and Ping that there is news with 2.
    expect(refused.map(([name]) => name)).toEqual([
      "Provision acknowledge",
      "MoveItems minimal",
      "MoveItems full",
      "Search library",
      "ItemOperations library",
      "ItemOperations conversation",
      "Settings full",
      "Settings oof",
      "Settings password",
      "Ping minimal",
      "Ping full",
    ]);
  });

  it("and these are most of what it offers", () => {
    expect(cases.length).toBeGreaterThan(200);
  });
});
