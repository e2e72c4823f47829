import { type ProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import type { Sandbox } from "@easel/sandbox";
import { describe, expect, it } from "vitest";
import { askSandbox, folderClasses, newSandbox, textsOf, USER } from "../../test/ask-sandbox.ts";
import { inRange } from "./starter-template.ts";
import { starterForms } from "./starter-xml.ts";
import { starterDraft } from "./starters.ts";

/** The folder each form of a Sync starter adds an item to, and a property a client may change in it. */
const forms: Readonly<Record<string, { folder: string; changed: string }>> = {
  event: {
    folder: "1",
    changed:
      '<c:StartTime xmlns:c="Calendar">20270111T100000Z</c:StartTime><c:EndTime xmlns:c="Calendar">20270111T103000Z</c:EndTime>',
  },
  contact: { folder: "2", changed: '<c:FirstName xmlns:c="Contacts">Alexander</c:FirstName>' },
  task: { folder: "11", changed: '<t:Subject xmlns:t="Tasks">Changed</t:Subject>' },
  note: { folder: "8", changed: '<n:Subject xmlns:n="Notes">Changed</n:Subject>' },
  draft: { folder: "4", changed: '<e:Subject xmlns:e="Email">Changed</e:Subject>' },
};

/** Begins anew with a folder, and holds each answer to what the doctor has to say. */
function deviceOf(sandbox: Sandbox, version: ProtocolVersion, folder: string) {
  let key = "0";
  return async (commands = ""): Promise<ReturnType<typeof textsOf>> => {
    const draft = starterDraft("Sync", version, USER);
    const kind = inRange("-12.0", version) ? `<Class>${folderClasses[folder] ?? "Email"}</Class>` : "";
    const wanted = version === "2.5" ? "<GetChanges/>" : "";
    const options =
      version === "2.5"
        ? ""
        : '<Options><BodyPreference xmlns="AirSyncBase"><Type>1</Type><TruncationSize>9000</TruncationSize></BodyPreference></Options>';
    const rest = key === "0" ? "" : `${wanted}${options}${commands === "" ? "" : `<Commands>${commands}</Commands>`}`;
    const xml = `<Sync xmlns="AirSync"><Collections><Collection>${kind}<SyncKey>${key}</SyncKey><CollectionId>${folder}</CollectionId>${rest}</Collection></Collections></Sync>`;
    const { faults, status, root } = await askSandbox(sandbox, { ...draft, xml });
    expect([status, faults]).toEqual([200, []]);
    key = textsOf(root, "SyncKey")[0] ?? key;
    expect(textsOf(root, "Status").every((each) => each === "1")).toBe(true);
    return textsOf(root, "ServerId");
  };
}

const cases = protocolVersions.flatMap((version) =>
  starterForms("Sync", version).flatMap(({ id }) =>
    forms[id] ? [{ name: `${id} at ${version}`, version, form: id }] : [],
  ),
);

describe("the doctor has nothing against the sandbox's answers about", () => {
  it.each(cases)(
    "$name, from Add to Delete",
    async ({ version, form }) => {
      const sandbox = newSandbox();
      const { folder, changed } = forms[form] ?? { folder: "", changed: "" };
      const sync = deviceOf(sandbox, version, folder);
      await sync();
      const starter = starterDraft("Sync", version, USER, form).xml;
      const [, application = ""] = /(<Add>.*<\/Add>)/s.exec(starter) ?? [];
      const [, namespaces = ""] = /<Sync xmlns="AirSync"([^>]*)>/.exec(starter) ?? [];
      const [id = ""] = await sync(application.replace("<ApplicationData>", `<ApplicationData${namespaces}>`));
      expect(id).toMatch(/^\d+:\d+$/);
      // Another version reads what this one has written.
      for (const other of protocolVersions) {
        if (form === "note" && inRange("-12.1", other)) continue;
        const reader = deviceOf(sandbox, other, folder);
        await reader();
        expect(await reader(), other).toEqual([id]);
      }
      const again = deviceOf(sandbox, version, folder);
      await again();
      await again();
      expect(await again(`<Fetch><ServerId>${id}</ServerId></Fetch>`)).toEqual([id]);
      await again(`<Change><ServerId>${id}</ServerId><ApplicationData>${changed}</ApplicationData></Change>`);
      await again(`<Delete><ServerId>${id}</ServerId></Delete>`);
      const last = deviceOf(sandbox, version, folder);
      await last();
      expect(await last()).toEqual([]);
    },
    60_000,
  );

  it.each(["16.0", "16.1"] as const)(
    "files of a draft and exceptions of a series at %s",
    async (version) => {
      const sandbox = newSandbox();
      const drafts = deviceOf(sandbox, version, "4");
      await drafts();
      const file = (name: string) =>
        `<Attachments xmlns="AirSyncBase"><Add><ClientId>${name}</ClientId><Method>1</Method><Content><![CDATA[abc]]></Content><DisplayName>${name}.txt</DisplayName></Add></Attachments>`;
      const to = '<To xmlns="Email">alex@contoso.example</To>';
      const [draft] = await drafts(
        `<Add><ClientId>1</ClientId><ApplicationData>${to}${file("one")}</ApplicationData></Add>`,
      );
      await drafts(`<Change><ServerId>${draft}</ServerId><ApplicationData>${file("two")}</ApplicationData></Change>`);
      await drafts(`<Change><ServerId>${draft}</ServerId><Send xmlns="Email2"/></Change>`);

      const calendar = deviceOf(sandbox, version, "1");
      await calendar();
      const times =
        "<StartTime>20270111T090000Z</StartTime><EndTime>20270111T093000Z</EndTime><Timezone>" +
        `${btoa("\0".repeat(172))}</Timezone>`;
      const event = `${times}<Recurrence><Type>0</Type><Interval>1</Interval></Recurrence>`.replace(
        /<(?=[STER][a-z])(\w+)>/g,
        '<$1 xmlns="Calendar">',
      );
      const [series] = await calendar(`<Add><ClientId>1</ClientId><ApplicationData>${event}</ApplicationData></Add>`);
      const instance = (day: string) =>
        `<ServerId>${series}</ServerId><InstanceId xmlns="AirSyncBase">202701${day}T090000Z</InstanceId>`;
      await calendar(
        `<Change>${instance("12")}<ApplicationData><Subject xmlns="Calendar">Moved</Subject></ApplicationData></Change><Delete>${instance("13")}</Delete>`,
      );
      for (const other of protocolVersions) {
        const reader = deviceOf(sandbox, other, "1");
        await reader();
        expect(await reader(), other).toEqual([series]);
      }
    },
    60_000,
  );
});
