import { PieceText } from "@easel/codec/pieces";
import { diagnose } from "@easel/doctor/diagnosis";
import { applyTextEdits } from "@easel/doctor/language";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-fix.ts";
import { buildWire } from "./build-wire.ts";
import { liveDraft } from "./live-draft.ts";
import { starterDraft } from "./starters.ts";
import { typoFix } from "./typo-fix.ts";
import { xmlProblems } from "./xml-problems.ts";

const ENDPOINT = "https://x/Microsoft-Server-ActiveSync";

function placed(xml: string) {
  const draft = { ...liveDraft(starterDraft("Sync", "16.1")), xml: PieceText.of(xml) };
  const wire = buildWire(draft, ENDPOINT);
  const findings = diagnose({ request: { ...wire, body: wire.body.toBytes() } });
  const problems = xmlProblems(xml, wire, findings, { command: "Sync", version: "16.1", side: "request" });
  return { wire, findings, problems, at: problems.map(({ span }) => xml.slice(span.start, span.end)) };
}
const sync = (inner: string) =>
  `<Sync xmlns="AirSync">\n<Collections>\n<Collection>\n${inner}\n</Collection>\n</Collections>\n</Sync>`;
const good = "<SyncKey>1</SyncKey>\n<CollectionId>5</CollectionId>";

describe("xmlProblems", () => {
  it("marks an element that stands there twice at its tag, in the finding's words, with a fix", () => {
    const xml = sync(`${good}\n<DeletesAsMoves>1</DeletesAsMoves>\n<DeletesAsMoves>1</DeletesAsMoves>`);
    const { problems, findings } = placed(xml);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(xml.slice(problem?.span.start, problem?.span.end)).toBe("<DeletesAsMoves>");
    expect(problem?.severity).toBe("error");
    expect(problem?.message.startsWith(findings[0]?.title ?? "?")).toBe(true);
    expect(problem?.source).toMatch(/^MS-/);
    expect(applyTextEdits(xml, problem?.fixes()[0]?.edits ?? [])).toBe(
      sync(`${good}\n<DeletesAsMoves>1</DeletesAsMoves>`),
    );
  });

  it("marks a note that the findings leave out", () => {
    const { problems, at } = placed(sync(`${good}\n<WindowSize>9999</WindowSize>`));
    expect(at).toEqual(["9999"]);
    expect(problems[0]?.severity).toBe("info");
  });

  it("tells what a rule of its own has found once, with the rule's words and its fix", () => {
    const { problems, findings } = placed(sync("<SyncKey></SyncKey>\n<CollectionId>5</CollectionId>"));
    expect(findings.map(({ rule }) => rule)).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(findings[0]?.title);
    expect(problems[0]?.fix?.title).toBe(findings[0]?.fixLabel);
  });

  it("offers to put in what is missing, with the finding's own fix, and keeps the text's comments", () => {
    const xml = sync("<!-- Inbox -->\n<CollectionId>5</CollectionId>");
    const { problems } = placed(xml);
    const [problem] = problems;
    expect(problem?.fix?.title).toBe("Add SyncKey 0");
    const draft = applyEdits({ ...starterDraft("Sync", "16.1"), xml }, problem?.fix?.edits ?? [], ENDPOINT);
    expect(draft.xml).toBe(sync("<SyncKey>0</SyncKey>\n<!-- Inbox -->\n<CollectionId>5</CollectionId>"));
    expect(placed(draft.xml).problems).toEqual([]);
  });

  it("puts in an empty element where only a person knows the value", () => {
    const xml = sync("<SyncKey>1</SyncKey>");
    const { problems, findings } = placed(xml);
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([["collection-id-missing", undefined]]);
    const [fix] = problems[0]?.fixes() ?? [];
    expect(fix?.title).toBe("Add CollectionId");
    expect(applyTextEdits(xml, fix?.edits ?? [])).toBe(sync("<SyncKey>1</SyncKey>\n<CollectionId></CollectionId>"));
  });

  it("marks of an element of several lines the start tag", () => {
    const { at } = placed('<Sync xmlns="AirSync">\n<Collections>\n</Collections>\n</Sync>');
    expect(at).toEqual(["<Collections>"]);
  });

  it("waits while the text is half-typed, not while a name is wrong", () => {
    expect(placed(sync("<Class>Email</Class><")).problems).toEqual([]);
    expect(placed(sync(`<Class>Email</Class>${good}<Widow>1</Widow>`)).at).toContain("<Class>Email</Class>");
  });
});

describe("typoFix", () => {
  it("writes the name that was meant into both tags", () => {
    const xml = sync("<SyncKez>1</SyncKez>\n<CollectionId>5</CollectionId>");
    const { wire } = placed(xml);
    const fixes = wire.problems.flatMap((problem) => typoFix(xml, problem) ?? []);
    expect(fixes.map(({ title }) => title)).toEqual(["Write SyncKey"]);
    expect(applyTextEdits(xml, fixes[0]?.edits ?? [])).toBe(sync(good));
  });

  it("mends a tag that closes itself", () => {
    const xml = sync(`${good}<GetChangez/>`);
    const { wire } = placed(xml);
    const fixes = wire.problems.flatMap((problem) => typoFix(xml, problem) ?? []);
    expect(applyTextEdits(xml, fixes[0]?.edits ?? [])).toBe(sync(`${good}<GetChanges/>`));
  });
});
