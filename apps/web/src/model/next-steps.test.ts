import { parseXml } from "@easel/codec/xml";
import { checkXml } from "@easel/doctor/language";
import { describe, expect, it } from "vitest";
import { withBytes } from "./bytes-body.ts";
import { nextSteps } from "./next-steps.ts";
import { starterDraft } from "./starters.ts";

const answer = (xml: string) => parseXml(xml).document;

describe("nextSteps", () => {
  it("carries the SyncKey of the same collection over and touches nothing else", () => {
    const draft = starterDraft("Sync", "14.1");
    const [step] = nextSteps(
      answer(
        '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>77</SyncKey><CollectionId>5</CollectionId><Status>1</Status></Collection></Collections></Sync>',
      ),
    );
    expect(step?.change?.(draft).xml).toBe(draft.xml.replace("<SyncKey>0<", "<SyncKey>77<"));
  });

  it("changes what is sent also where exact bytes stood", () => {
    const xml = '<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>9</SyncKey></FolderSync>';
    const cut = withBytes(
      starterDraft("FolderSync", "14.1"),
      Uint8Array.of(3, 1, 0x6a, 0, 0, 7, 0x56, 0x52, 3, 0x30, 0),
    );
    const [step] = nextSteps(answer(xml));
    expect(step?.change?.(cut)).toMatchObject({ bodyForm: "auto", bytes: "", xml: cut.xml.replace(">0<", ">9<") });
  });

  it("leaves the draft alone when the answer is about another collection", () => {
    const draft = starterDraft("Sync", "14.1");
    const [step] = nextSteps(
      answer(
        '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>77</SyncKey><CollectionId>9</CollectionId></Collection></Collections></Sync>',
      ),
    );
    expect(step?.change?.(draft)).toEqual(draft);
  });

  it("does not offer the key of a collection that failed", () => {
    const failed = answer(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId><Status>3</Status></Collection></Collections></Sync>',
    );
    expect(nextSteps(failed)).toEqual([]);
  });

  it("asks for texts or for whole messages, in the order of the specification", () => {
    const first = answer(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>77</SyncKey><CollectionId>5</CollectionId><Status>1</Status></Collection></Collections></Sync>',
    );
    const asked = (label: string) =>
      nextSteps(first)
        .find((step) => step.label === label)
        ?.change?.(starterDraft("Sync", "16.1")).xml;
    expect(asked("Use it and ask for the texts")).toMatch(/<Options>\s*<BodyPreference[^>]*><Type>1</);
    const messages = asked("Use it and ask for the messages") ?? "";
    expect(messages).toMatch(/<Options>\s*<MIMESupport>2<\/MIMESupport>\s*<BodyPreference[^>]*><Type>4</);
    const { document, problems } = parseXml(messages);
    expect(problems).toEqual([]);
    expect(checkXml(document, { command: "Sync", version: "16.1", side: "request" })).toEqual([]);
  });

  it("goes on from the folders to the Inbox, by its id", () => {
    const folders =
      '<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>3</SyncKey><Changes><Count>2</Count><Add><ServerId>9</ServerId><Type>3</Type></Add><Add><ServerId>17</ServerId><DisplayName>Inbox</DisplayName><Type>2</Type></Add></Changes></FolderSync>';
    for (const version of ["2.5", "14.1", "16.1"]) {
      const step = nextSteps(answer(folders)).find(({ label }) => label === "Sync the Inbox");
      const draft = step?.change?.(starterDraft("FolderSync", version));
      expect(draft?.query).toContain("Cmd=Sync");
      expect(draft?.xml).toContain("<SyncKey>0</SyncKey>");
      expect(draft?.xml).toContain("<CollectionId>17</CollectionId>");
      expect(draft?.xml.includes("<Class>")).toBe(version === "2.5");
    }
  });

  it("carries the key of FolderSync over", () => {
    const [step] = nextSteps(
      answer('<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>3</SyncKey></FolderSync>'),
    );
    expect(step?.change?.(starterDraft("FolderSync", "16.1")).xml).toContain("<SyncKey>3</SyncKey>");
  });

  it("writes the acknowledgement of a policy, and takes the last key for the session only", () => {
    const policy = (inner: string) =>
      answer(
        `<Provision xmlns="Provision"><Status>1</Status><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType>${inner}</Policy></Policies></Provision>`,
      );
    const [first] = nextSteps(policy("<Status>1</Status><PolicyKey>11</PolicyKey><Data><EASProvisionDoc/></Data>"));
    expect(first?.policyKey).toBe("11");
    expect(first?.change?.(starterDraft("Provision", "14.1")).xml).toContain(
      "<PolicyKey>11</PolicyKey>\r\n      <Status>1</Status>",
    );
    const [second] = nextSteps(policy("<Status>1</Status><PolicyKey>22</PolicyKey>"));
    expect(second).toEqual({ label: "Use the policy key from now on", policyKey: "22" });
  });

  it("has nothing to say of other answers, or of none", () => {
    expect(nextSteps(undefined)).toEqual([]);
    expect(nextSteps(answer('<SendMail xmlns="ComposeMail"><Status>102</Status></SendMail>'))).toEqual([]);
  });
});
