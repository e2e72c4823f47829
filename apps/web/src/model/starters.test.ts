import { commands } from "@easel/codec/protocol";
import { parseXml } from "@easel/codec/xml";
import { diagnose } from "@easel/doctor/diagnosis";
import { checkXml } from "@easel/doctor/language";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { bodyKindOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { setVersion } from "./query.ts";
import { readyCases } from "./ready-cases.ts";
import { redactDraft } from "./redact.ts";
import { starterCommands } from "./starter-commands.ts";
import { isStarterXml, newClientId, starterFormIn, starterForms, starterXml } from "./starter-xml.ts";
import { draftOfCase, starterDraft } from "./starters.ts";

const ENDPOINT = "https://x/Microsoft-Server-ActiveSync";

interface Case {
  name: string;
  command: string;
  version: string;
  form: string;
  draft: Draft;
}

/** Every starter of every command at every version that has the command. */
const cases: Case[] = commands.flatMap(({ name: command, versions }) =>
  versions.flatMap((version) => {
    const forms = starterForms(command, version).map(({ id }) => id);
    return (forms.length > 0 ? forms : ["minimal"]).map((form) => ({
      name: `${command} ${version} ${form}`,
      command,
      version,
      form,
      draft: starterDraft(command, version, undefined, form),
    }));
  }),
);

/** Info is advice; all else is a fault. */
const faultsIn = (
  found: readonly { severity: string; rule?: string; code?: string; title?: string; message?: string }[],
) =>
  found
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, code, title, message }) => `${rule ?? code}: ${title ?? message}`);

const faultsOf = (draft: Draft): string[] => {
  const { method, url, headers, body, problems } = buildWholeWire(draft, ENDPOINT);
  return [...faultsIn(problems), ...faultsIn(diagnose({ request: { method, url, headers, body } }))];
};

describe("starters", () => {
  it.each(cases.filter(({ command }) => command !== "Autodiscover"))("$name is sound", (each) => {
    const { command, version, draft } = each;
    const wire = buildWholeWire(draft, ENDPOINT);
    expect([wire.sendable, faultsOf(draft)]).toEqual([true, []]);
    const checked = bodyKindOf(draft) === "wbxml" ? draft.xml : "";
    const { document, problems } = parseXml(checked);
    if (checked !== "") {
      expect([...problems, ...faultsIn(checkXml(document, { command, version, side: "request" }))]).toEqual([]);
    }
    expect([draft.protocolVersion, wire.url.includes("Cmd=")]).toEqual([version, command !== "OPTIONS"]);
  });

  it("are two or more wherever a command has something to choose", () => {
    const single = commands.flatMap(({ name, versions }) =>
      versions.some((version) => starterForms(name, version).length > 1) ? [] : [name],
    );
    // No body, or a body of which nothing may be left out.
    expect(single.filter((name) => !/^(?:Get(?:Attachment|Hierarchy)|OPTIONS|Autodiscover)$/.test(name))).toEqual([
      "CreateCollection",
      "DeleteCollection",
      "MoveCollection",
      "FolderSync",
      "FolderCreate",
      "FolderDelete",
      "FolderUpdate",
    ]);
    expect(cases.length).toBeGreaterThan(300);
  });

  it("have a full form that says more than the minimal one", () => {
    for (const { command, version, draft } of cases.filter(({ form }) => form === "full")) {
      const least = buildWholeWire(starterDraft(command, version), ENDPOINT).body.length;
      expect(buildWholeWire(draft, ENDPOINT).body.length, `${command} ${version}`).toBeGreaterThan(least);
    }
  });

  it("have a minimal form without an element that could go", () => {
    // Class and FilterType are what servers up to 12.1 want and the model does not; the rest is there to be useful.
    const optional =
      /^(?:Class|FilterType|SaveInSentItems|UserInformation|Options|DeviceInformation|Policies|FriendlyName|OS|UserAgent)$/;
    for (const { command, version, draft, name } of cases.filter(({ form }) => form === "minimal")) {
      // Where the body is the message alone, or the server may know the rest from last time.
      if (
        !/^(?:2\.5|12\.1|14\.1|16\.1)$/.test(version) ||
        bodyKindOf(draft) !== "wbxml" ||
        /^(?:Ping|Find|MeetingResponse)$/.test(command)
      )
        continue;
      const elements = [...draft.xml.matchAll(/^ +<([\w:]+)>.*<\/\1>$/gm)].filter(
        ([, tag = ""]) => !optional.test(tag.replace(/.*:/, "")),
      );
      for (const [line] of elements) {
        expect(faultsOf({ ...draft, xml: draft.xml.replace(line, "") }), `${name} without ${line.trim()}`).not.toEqual(
          [],
        );
      }
    }
  });

  it("end their lines in CRLF", () => {
    for (const { draft, name } of cases) {
      expect(draft.xml.replaceAll("\r\n", ""), name).not.toMatch(/[\r\n]/);
      expect(draft.mime.replaceAll("\r\n", ""), name).not.toMatch(/[\r\n]/);
    }
  });

  it("give the doctor nothing to mend in Autodiscover, which is no command of a command line", () => {
    for (const { draft, version } of cases.filter(({ command }) => command === "Autodiscover")) {
      const { method, url, headers, body } = buildWholeWire(draft, ENDPOINT);
      expect(faultsIn(diagnose({ request: { method, url, headers, body } })), version).toEqual([]);
    }
  });

  it("order the children as MS-ASCMD has it at the version", () => {
    expect(starterXml("GetItemEstimate", "12.1")).toMatch(/<Class>.*<CollectionId>.*FilterType.*SyncKey/s);
    expect(starterXml("GetItemEstimate", "14.0")).toMatch(/SyncKey.*<CollectionId>/s);
    expect(starterXml("GetItemEstimate", "14.0")).not.toContain("<Class>");
  });

  it("hold at each version what came or went with it", () => {
    expect(starterXml("Sync", "12.0")).toContain("<Class>Email</Class>");
    expect(starterXml("Sync", "12.1")).not.toContain("Class");
    expect(starterXml("Sync", "2.5", "full")).not.toContain("BodyPreference");
    expect(starterXml("Provision", "2.5")).toContain("MS-WAP-Provisioning-XML");
    expect(starterXml("Provision", "14.0", "full")).not.toContain("DeviceInformation");
    expect(starterXml("Provision", "14.1")).toContain("<settings:Model>");
    const ids = (command: string, version: string) => starterForms(command, version).map(({ id }) => id);
    expect(ids("Provision", "14.0")).toEqual(["minimal", "acknowledge"]);
    expect(ids("Search", "2.5")).toEqual(["minimal", "full"]);
    expect(ids("SmartForward", "14.1")).toEqual(["minimal", "full"]);
    expect(ids("SmartForward", "16.0")).toEqual(["minimal", "full", "meeting"]);
  });

  it("say in the query what the version has no document for", () => {
    for (const command of ["SmartReply", "SmartForward"]) {
      expect(starterDraft(command, "12.1").query).toMatch(/&CollectionId=5&ItemId=5%3A1&SaveInSent=T$/);
      expect(starterDraft(command, "14.0").query).not.toContain("ItemId");
    }
    expect(starterDraft("GetAttachment", "2.5").query).toMatch(/&AttachmentName=5%3A1%3A0$/);
  });

  it("follow the version as long as nobody has touched them", () => {
    for (const { command, form, draft, name } of cases) {
      for (const other of ["2.5", "12.1", "14.0", "16.1"] as const) {
        if (!starterForms(command, other).some(({ id }) => id === form)) continue;
        if (!commands.find((each) => each.name === command)?.versions.includes(other)) continue;
        // What stands there is sound: the first test has looked at it.
        const plain = (one: Draft) => [
          one.xml.replace(/<ClientId>easel-[\w-]{18}</, "<ClientId><"),
          one.mime,
          one.query.split("&").toSorted(),
        ];
        const there = starterDraft(command, other, undefined, form);
        expect(plain(setVersion(draft, other)), `${name} to ${other}`).toEqual(plain(there));
      }
    }
    const mine = starterXml("Sync", "12.0").replace(">5<", ">7<");
    expect(setVersion({ ...starterDraft("Sync", "12.0"), xml: mine }, "16.1").xml).toBe(mine);
  });

  it("exist for every command", () => {
    for (const { name } of commands) {
      const draft = starterDraft(name, "16.1");
      expect(bodyKindOf(draft) === "wbxml", name).toBe(draft.xml !== "" && name !== "Autodiscover");
    }
  });

  it("are offered for every command that still has a version, Autodiscover apart", () => {
    const offered: string[] = starterCommands.map(({ name }) => name);
    const wanted = commands.filter(({ name, versions }) => versions.length > 0 && name !== "Autodiscover");
    expect(offered.toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
  });

  it("name another user when told", () => {
    expect(starterDraft("Sync", "16.1", "a b@c").query).toContain("User=a%20b%40c&");
  });

  it("are known again whatever their ClientId, until somebody types", () => {
    const xml = starterXml("SendMail", "16.1");
    expect(xml).not.toBe(starterXml("SendMail", "16.1"));
    expect(isStarterXml(xml, "SendMail")).toBe(true);
    expect(isStarterXml(`${xml} `, "SendMail")).toBe(false);
    expect(isStarterXml(starterXml("Sync", "12.0"), "Sync")).toBe(true);
    expect(starterFormIn(starterXml("Search", "14.0", "library"), "Search")).toBe("library");
    expect(starterFormIn("x".repeat(1_000_000), "Search")).toBeUndefined();
  });

  it("have a ClientId the specification allows", () => {
    expect(newClientId()).toMatch(/^[\w-]{1,40}$/);
  });

  it("hold no secret", () => {
    for (const { id } of readyCases) {
      const draft = draftOfCase(id);
      expect(redactDraft(draft), id).toEqual({ draft, removed: [] });
    }
    for (const { name, draft } of cases) expect(redactDraft(draft).draft, name).toEqual(draft);
  });
});
