import { encodeBase64 } from "@easel/codec/bytes";
import { formatMultipart } from "@easel/codec/http";
import { xmlToWbxml } from "@easel/codec/wbxml";
import { describe, expect, test } from "vitest";
import { readReply } from "../read-reply.ts";
import { replyContents } from "./reply-contents.ts";

const mail = "From: a@x.example\r\nSubject: Lunch\r\n\r\nAt noon?\r\n";
const wbxml = (xml: string): Uint8Array<ArrayBuffer> => {
  const { bytes } = xmlToWbxml(xml);
  if (!bytes) throw new Error(`no WBXML: ${xml}`);
  return new Uint8Array(bytes);
};
const read = (body: Uint8Array, type = "application/vnd.ms-sync.wbxml") =>
  readReply({ headers: [["Content-Type", type]], body });
const words = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const sync = (inner: string) =>
  wbxml(
    `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:b="AirSyncBase"><Collections><Collection><Commands><Add><ServerId>1:1</ServerId><ApplicationData>${inner}</ApplicationData></Add></Commands></Collection></Collections></Sync>`,
  );
const fetch = (inner: string) =>
  wbxml(
    `<ItemOperations xmlns="ItemOperations" xmlns:e="Email" xmlns:b="AirSyncBase"><Status>1</Status><Response><Fetch><Status>1</Status><Properties>${inner}</Properties></Fetch></Response></ItemOperations>`,
  );

describe("what there is to read in an answer", () => {
  test("is the message of a Sync, with its subject and its place in the bytes", async () => {
    const reply = await read(
      sync(
        `<e:Subject>Lunch</e:Subject><b:Body><b:Type>4</b:Type><b:Truncated>1</b:Truncated><b:Data><![CDATA[${mail}]]></b:Data></b:Body>`,
      ),
    );
    const [content, ...others] = replyContents(reply);
    expect(others).toEqual([]);
    expect(content).toMatchObject({ kind: "message", title: "Lunch", notes: ["cut by the server"] });
    expect(words(reply.bytes.subarray(content?.span?.start, content?.span?.end))).toBe(mail);
  });

  test("is an inline string as well as opaque data, and the place is exact", async () => {
    const reply = await read(
      sync(`<b:Body><b:Type>4</b:Type><b:Data>From: ä@x.example&#13;&#10;&#13;&#10;x</b:Data></b:Body>`),
    );
    const [content] = replyContents(reply);
    expect(words(content?.bytes)).toBe("From: ä@x.example\r\n\r\nx");
    expect(words(reply.bytes.subarray(content?.span?.start, content?.span?.end))).toBe(words(content?.bytes));
  });

  test("is MIMEData of 2.5, and HTML, but no plain text, which the XML shows", async () => {
    const reply = await read(
      sync(`<e:MIMETruncated>0</e:MIMETruncated><e:MIMEData>${mail.replaceAll("\r\n", "&#13;&#10;")}</e:MIMEData>`),
    );
    expect(replyContents(reply)).toMatchObject([{ kind: "message", title: "Without a subject", notes: [] }]);
    const bodies = await read(
      sync(
        `<b:Body><b:Type>1</b:Type><b:Data>text</b:Data></b:Body><b:Body><b:Type>2</b:Type><b:Data>&lt;p></b:Data></b:Body>`,
      ),
    );
    expect(replyContents(bodies).map(({ kind }) => kind)).toEqual(["html"]);
  });

  test("is the message inside base64 text, and says that it was that", async () => {
    const text = encodeBase64(new TextEncoder().encode(mail));
    const [content] = replyContents(await read(sync(`<b:Body><b:Type>4</b:Type><b:Data>${text}</b:Data></b:Body>`)));
    expect(words(content?.bytes)).toBe(mail);
    expect(content).toMatchObject({ notes: ["was base64 text"] });
    expect(content).not.toHaveProperty("span");
  });

  test("is each part of a multipart answer, under what the document says of it", async () => {
    const document = fetch("<e:Subject>In parts</e:Subject><b:Body><b:Type>4</b:Type><Part>1</Part></b:Body>");
    const body = formatMultipart([document, new TextEncoder().encode(mail), new Uint8Array([1, 2, 3])]);
    const reply = await read(body, "application/vnd.ms-sync.multipart");
    const contents = replyContents(reply);
    expect(contents).toMatchObject([
      { kind: "message", title: "In parts", notes: ["part 1 of the answer"] },
      { kind: "file", title: "Part 2", notes: ["named nowhere in the document"] },
    ]);
    expect(words(contents[0]?.bytes)).toBe(mail);
    expect(contents[1]?.bytes).toEqual(new Uint8Array([1, 2, 3]));
  });

  test("is a fetched attachment, its base64 undone", async () => {
    const reply = await read(fetch("<b:ContentType>image/png</b:ContentType><Data>iVBORw==</Data>"));
    expect(replyContents(reply)).toMatchObject([
      { kind: "file", contentType: "image/png", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) },
    ]);
  });

  test("is as much of a message as came, when the answer was cut", async () => {
    const whole = sync(`<b:Body><b:Type>4</b:Type><b:Data><![CDATA[${mail}]]></b:Data></b:Body>`);
    const at = whole.length - 30;
    const [content] = replyContents(await read(whole.subarray(0, at)));
    expect(content).toMatchObject({ kind: "message" });
    expect(mail.startsWith(words(content?.bytes))).toBe(true);
    expect(content?.bytes.length).toBeGreaterThan(0);
  });

  test("is the page that came instead of an answer, in its charset", async () => {
    const page = new Uint8Array([...new TextEncoder().encode("<html><h1>Gr"), 0xfc, 0xdf]);
    const contents = replyContents(await read(page, "text/html; charset=iso-8859-1"));
    expect(contents).toMatchObject([{ kind: "html", title: "The page", text: "<html><h1>Grüß" }]);
  });

  test("is the answer itself when that is a message, and nothing in an answer without any", async () => {
    const whole = await read(new TextEncoder().encode(mail), "message/rfc822");
    expect(replyContents(whole)).toMatchObject([{ kind: "message", span: { start: 0, end: mail.length } }]);
    expect(replyContents(await read(new Uint8Array(0)))).toEqual([]);
    expect(replyContents(await read(sync("<e:Subject>x</e:Subject>")))).toEqual([]);
  });
});
