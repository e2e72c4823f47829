import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import type { HeaderList } from "./finding.ts";
import { diagnose } from "./index.ts";

const folderSync = () =>
  request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>3</SyncKey></FolderSync>'));
const DONE = '<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>4</SyncKey></FolderSync>';
const sync = () =>
  request(
    "Sync",
    fromXml(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId></Collection></Collections></Sync>',
    ),
  );
const collection = (inner: string) =>
  fromXml(`<Sync xmlns="AirSync"><Collections><Collection>${inner}</Collection></Collections></Sync>`);
const WBXML: HeaderList = [["Content-Type", "application/vnd.ms-sync.wbxml"]];
const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

describe("an answer that is no WBXML", () => {
  const say = (body: Uint8Array, headers: HeaderList = WBXML) => diagnose(answered(folderSync(), 200, body, headers));

  test("is XML text", () => {
    expect(find(say(bytesOf(DONE)), "answer-not-wbxml").title).toBe("The answer is XML text, not WBXML");
  });

  test("has something before it", () => {
    const found = find(say(joined(bytesOf("<b>Warning</b>: in x.php\n"), fromXml(DONE))), "answer-not-wbxml");
    expect(found.title).toBe("Something stands before the WBXML of the answer");
    expect(found.explanation).toContain("Warning : in x.php");
    const mark = find(say(joined(new Uint8Array([0xef, 0xbb, 0xbf]), fromXml(DONE))), "answer-not-wbxml");
    expect(mark.explanation).toContain("byte order mark");
  });

  test("is gzip, declared or not", () => {
    const gzip = new Uint8Array([0x1f, 0x8b, 8, 0, 0]);
    expect(find(say(gzip), "answer-compressed").severity).toBe("warning");
    expect(find(say(gzip, [...WBXML, ["Content-Encoding", "gzip"]]), "answer-compressed").severity).toBe("info");
  });

  test("is an empty page", () => {
    expect(find(say(new Uint8Array(0), [["Content-Type", "text/html"]]), "empty-answer").severity).toBe("warning");
  });

  test("is WBXML under another name", () => {
    expect(rulesOf(say(fromXml(DONE), [["Content-Type", "text/html"]]))).toContain("answer-content-type");
    expect(rulesOf(say(fromXml(DONE), [["Content-Type", "application/vnd.ms-sync"]]))).toEqual([]);
    expect(rulesOf(say(fromXml(DONE), []))).toEqual([]);
  });
});

describe("an answer that a client cannot go on from", () => {
  test("has no Status", () => {
    const bare = fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>4</SyncKey></FolderSync>');
    expect(rulesOf(diagnose(answered(folderSync(), 200, bare)))).toContain("reply-status-missing");
    expect(rulesOf(diagnose(answered(folderSync(), 200, fromXml(DONE))))).toEqual([]);
    const part = collection("<SyncKey>8</SyncKey><CollectionId>1</CollectionId>");
    expect(find(diagnose(answered(sync(), 200, part)), "reply-status-missing").title).toContain("Collection");
  });

  test("brings changes under the same key", () => {
    const change = "<Commands><Delete><ServerId>1:1</ServerId></Delete></Commands>";
    const keyed = (key: string, more: string) =>
      rulesOf(
        diagnose(
          answered(
            sync(),
            200,
            collection(`<SyncKey>${key}</SyncKey><CollectionId>1</CollectionId><Status>1</Status>${more}`),
          ),
        ),
      );
    expect(keyed("7", change)).toContain("reply-same-key");
    expect(keyed("8", change)).not.toContain("reply-same-key");
    expect(keyed("7", "")).not.toContain("reply-same-key");
  });

  test("tells of changes and not where", () => {
    const ping = (inner: string) =>
      rulesOf(
        diagnose(
          answered(
            request("Ping", new Uint8Array(0)),
            200,
            fromXml(`<Ping xmlns="Ping"><Status>2</Status>${inner}</Ping>`),
          ),
        ),
      );
    expect(ping("")).toContain("reply-ping-folders");
    expect(ping("<Folders><Folder>5</Folder></Folders>")).toEqual([]);
  });

  test("is another command's", () => {
    const ping = fromXml('<Ping xmlns="Ping"><Status>1</Status></Ping>');
    expect(find(diagnose(answered(sync(), 200, ping)), "reply-root").explanation).toContain("this one has Ping");
  });
});

describe("an answer to OPTIONS", () => {
  const options = (headers: HeaderList, status = 200) =>
    diagnose({
      request: {
        method: "OPTIONS",
        url: "https://mail.contoso.example/Microsoft-Server-ActiveSync",
        headers: [],
        body: new Uint8Array(0),
      },
      reply: { status, headers, body: new Uint8Array(0) },
    });
  const COMMANDS: [string, string] = ["MS-ASProtocolCommands", "Sync,FolderSync"];

  test("without versions came from something else", () => {
    expect(find(options([["Allow", "GET, POST"]]), "options-without-versions").severity).toBe("error");
    expect(find(options([]), "options-without-versions").severity).toBe("info");
    expect(rulesOf(options([["MS-ASProtocolVersions", "none"], COMMANDS]))).toContain("options-versions-unreadable");
    expect(rulesOf(options([["MS-ASProtocolVersions", "14.1"]]))).toEqual(["options-without-commands"]);
  });

  test("with both lists has nothing wrong", () => {
    expect(options([["MS-ASProtocolVersions", "2.5,12.0,12.1,14.0,14.1"], COMMANDS])).toEqual([]);
    expect(options([["MS-ASProtocolVersions", "16.1"], COMMANDS])).toEqual([]);
  });
});
