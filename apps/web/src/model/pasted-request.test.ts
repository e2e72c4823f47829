import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { draftFromPaste } from "./paste.ts";
import { readPastedRequest } from "./pasted-request.ts";
import { shellWords } from "./shell-words.ts";
import { starterDraft } from "./starters.ts";

const base = starterDraft("Ping", "14.1");
const URL = "https://mail.example/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=a&DeviceId=D1&DeviceType=x";

describe("a raw HTTP request", () => {
  const raw = [
    "POST /Microsoft-Server-ActiveSync?Cmd=FolderSync&User=a&DeviceId=D1&DeviceType=x HTTP/1.1",
    "Host: mail.example",
    "MS-ASProtocolVersion: 16.1",
    "Content-Type: application/vnd.ms-sync.wbxml",
    "X-MS-PolicyKey: 1307199584",
    "User-Agent: Outlook/1.0",
    "X-Own: yes",
    "Authorization: Basic YWxleDpwdw==",
    "Content-Length: 13",
    "",
    "03 01 6A 00 00 07 56 52 03 30 00 01 01",
  ].join("\r\n");

  it("becomes a draft that sends the same, and its secrets stay out of it", () => {
    const { draft = base, secrets, notice } = draftFromPaste(raw, base);
    const wire = buildWholeWire(draft, "https://mail.example/Microsoft-Server-ActiveSync");
    expect(wire.url).toBe(URL);
    expect(wire.headers).toEqual([
      ["MS-ASProtocolVersion", "16.1"],
      ["Content-Type", "application/vnd.ms-sync.wbxml"],
      ["User-Agent", "Outlook/1.0"],
      ["X-Own", "yes"],
    ]);
    expect(Buffer.from(wire.body).toString("hex")).toBe("03016a00000756520330000101");
    expect(draft.target).toEqual({ kind: "own", url: "https://mail.example/Microsoft-Server-ActiveSync" });
    expect(secrets).toEqual({
      credentials: { kind: "basic", user: "alex", password: "pw" },
      policyKey: "1307199584",
    });
    expect(JSON.stringify(draft)).not.toMatch(/1307199584|YWxleDpwdw|"pw"/);
    expect(notice).toContain("memory");
  });

  it("with the bare message keeps its line ends", () => {
    const mail = "From: a\r\nTo: b\r\n\r\nhello\r\n";
    const text = `POST ${URL.replace("FolderSync", "SendMail")}&SaveInSent=T HTTP/1.1\r\nMS-ASProtocolVersion: 12.1\r\nContent-Type: message/rfc822\r\n\r\n${mail}`;
    const wire = buildWholeWire(draftFromPaste(text, base).draft ?? base, "https://x/y");
    expect(Buffer.from(wire.body).toString()).toBe(mail);
    expect(wire.url).toContain("SaveInSent=T");
  });

  it("without a body, and cut in its headers, is opened as far as it goes", () => {
    expect(
      draftFromPaste("OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\nHost: outlook.office365.com", base).draft,
    ).toMatchObject({ method: "OPTIONS", target: { kind: "office365" }, query: "" });
  });
});

describe("a cURL command", () => {
  it("is read with its quotes, and its user signs in from memory alone", () => {
    const command = `curl -k -u 'CORP\\alex:it''s' -H "MS-ASProtocolVersion: 14.1" \\
      --data-binary $'\\x03\\x01\\x6a\\x00' -XPOST '${URL}'`;
    const read = readPastedRequest(command);
    expect(read).toMatchObject({ method: "POST", url: URL, user: "CORP\\alex:its", body: "\x03\x01j\0" });
    const { draft, secrets } = draftFromPaste(command, base);
    expect(secrets?.credentials).toEqual({ kind: "basic", user: "CORP\\alex", password: "its" });
    expect(JSON.stringify(draft)).not.toContain("its");
    const wire = buildWholeWire(draft ?? base, "https://x/y");
    expect([...wire.body]).toEqual([3, 1, 0x6a, 0]);
  });

  it("sends the very text it was given, with the Content-Type curl says by itself", () => {
    const body = '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>';
    const wire = buildWholeWire(
      draftFromPaste(`curl '${URL}' --data-binary '${body}'`, base).draft ?? base,
      "https://x/y",
    );
    expect(Buffer.from(wire.body).toString()).toBe(body);
    expect(wire.headers).toContainEqual(["Content-Type", "application/x-www-form-urlencoded"]);
  });

  it("whose body is in a file says so", () => {
    const { draft, notice } = draftFromPaste(`curl --data-binary @body.wbxml '${URL}'`, base);
    expect(draft?.query).toContain("Cmd=FolderSync");
    expect(notice).toContain("body.wbxml");
  });
});

describe("a command's URL", () => {
  it("opens the command it names, at its server", () => {
    const { draft } = draftFromPaste(`  ${URL}\n`, base);
    expect(draft).toMatchObject({ query: URL.split("?")[1], method: "POST", xml: "" });
  });
});

describe("shell words", () => {
  it("give back what single quotes hold, whatever it is, and never throw", () => {
    const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(shellWords(words.map(quoted).join(" \\\n "))).toEqual(words);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(shellWords(text))));
  });
});

it("text of other kinds is no request", () => {
  for (const text of ["POST", "curly hair", "https://example.com/", "GETTING on", "<Sync/>", ""]) {
    expect(readPastedRequest(text), text).toBeUndefined();
  }
});
