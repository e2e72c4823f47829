import { commands, protocolVersions } from "@easel/codec/protocol";
import { diagnose } from "@easel/doctor/diagnosis";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { bodyKindOf } from "./body-kind.ts";
import { redactDraft } from "./redact.ts";
import { starterCommands } from "./starter-commands.ts";
import { isStarterXml, newClientId, starterXml } from "./starter-xml.ts";
import { readyCases, starterDraft } from "./starters.ts";

describe("starters", () => {
  it("are sound at every version: nothing to complain about, lines end in CRLF", () => {
    for (const { name: command } of starterCommands) {
      for (const version of protocolVersions) {
        const draft = starterDraft(command, version);
        const wire = buildWholeWire(draft, "https://x/Microsoft-Server-ActiveSync");
        const faults = wire.problems.filter(({ severity }) => severity !== "info");
        expect([faults, wire.sendable], `${command} ${version}`).toEqual([[], true]);
        expect(draft.xml.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        expect(draft.mime.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        expect(draft.protocolVersion).toBe(version);
      }
    }
  });

  it("give the doctor nothing to mend, for every command at every version it exists in", () => {
    for (const { name, versions } of commands) {
      for (const version of versions) {
        const { method, url, headers, body, problems } = buildWholeWire(
          starterDraft(name, version),
          "https://x/Microsoft-Server-ActiveSync",
        );
        const findings = diagnose({ request: { method, url, headers, body } });
        const faults = findings.map(({ rule, severity }) => [severity, rule]).filter(([how]) => how !== "info");
        // Autodiscover is no command of a command line, and its document is no ActiveSync document.
        const told = name === "Autodiscover" ? problems.filter(({ severity }) => severity === "error") : problems;
        expect([told, faults], `${name} ${version}`).toEqual([[], []]);
      }
    }
  });

  it("order the children as MS-ASCMD has it at the version", () => {
    expect(starterXml("GetItemEstimate", "12.1")).toMatch(/<Class>.*<CollectionId>.*FilterType.*SyncKey/s);
    expect(starterXml("GetItemEstimate", "14.0")).toMatch(/SyncKey.*<CollectionId>/s);
    expect(starterXml("GetItemEstimate", "14.0")).not.toContain("<Class>");
    for (const name of ["FolderCreate", "FolderDelete", "FolderUpdate"])
      expect(starterXml(name, "16.1")).toMatch(/<SyncKey>1<\/SyncKey>/);
  });

  it("exist for every command", () => {
    for (const { name } of commands) {
      const draft = starterDraft(name, "16.1");
      expect(bodyKindOf(draft) === "wbxml", name).toBe(draft.xml !== "" && name !== "Autodiscover");
    }
  });

  it("name another user when told", () => {
    expect(starterDraft("Sync", "16.1", "a b@c").query).toContain("User=a%20b%40c&");
  });

  it("are known again whatever their ClientId, until somebody types", () => {
    const xml = starterXml("SendMail", "16.1");
    expect(xml).not.toBe(starterXml("SendMail", "16.1"));
    expect(isStarterXml(xml, "SendMail")).toBe(true);
    expect(isStarterXml(`${xml} `, "SendMail")).toBe(false);
    expect(isStarterXml(starterXml("Sync", "12.1"), "Sync")).toBe(true);
  });

  it("have a ClientId the specification allows", () => {
    expect(newClientId()).toMatch(/^[\w-]{1,40}$/);
  });

  it("hold no secret", () => {
    for (const { id, draft } of readyCases) expect(redactDraft(draft), id).toEqual({ draft, removed: [] });
  });
});
