import { encodeBase64 } from "@easel/codec/bytes";
import { childElement } from "@easel/codec/document";
import { element } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";
import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, MESSAGE, request, rulesOf, textOf, wbxml } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const COMPOSE = "ComposeMail";
const mail = (...mime: Parameters<typeof element>[2][]) =>
  element(COMPOSE, "SendMail", element(COMPOSE, "ClientId", "1"), element(COMPOSE, "Mime", ...mime));
const xml = (mime: string, xmlns = "ComposeMail:") =>
  bytesOf(
    `<?xml version="1.0"?><SendMail xmlns="${xmlns}"><ClientId>1</ClientId><SaveInSentItems/><Mime>${mime}</Mime></SendMail>`,
  );

describe("before 14.0", () => {
  const options = { version: "12.1" };

  test("the bare message is sound, before it is sent and when it was taken", () => {
    expect(diagnose(request("SendMail", bytesOf(MESSAGE), options))).toEqual([]);
    expect(rulesOf(diagnose(answered(request("SendMail", bytesOf(MESSAGE), options), 200)))).toEqual(["accepted"]);
  });

  test.each([
    ["text", MESSAGE.replaceAll("<", "&lt;")],
    ["CDATA", `<![CDATA[${MESSAGE}]]>`],
    ["base64", encodeBase64(bytesOf(MESSAGE))],
  ])("an XML document with the message as %s is an error, mended by sending the message", (_form, mime) => {
    const findings = diagnose(request("SendMail", xml(mime), { ...options, contentType: "text/xml" }));
    const finding = find(findings, "mail-xml-body-before-14");
    expect(findings[0]).toBe(finding);
    expect(finding).toMatchObject({ severity: "error", fixLabel: "Make it the bare message" });
    const [body, type, saved] = finding.fix ?? [];
    expect(body?.kind === "set-body" && textOf(body.body)).toBe(MESSAGE);
    expect(type).toEqual({ kind: "set-header", name: "Content-Type", value: "message/rfc822" });
    expect(saved).toEqual({ kind: "set-query", name: "SaveInSent", value: "T" });
  });

  test("the namespace may stand with or without colon", () => {
    for (const xmlns of ["ComposeMail:", "ComposeMail"]) {
      expect(
        find(diagnose(request("SendMail", xml(MESSAGE, xmlns), options)), "mail-xml-body-before-14").fix,
      ).toBeDefined();
    }
  });

  test("WBXML is an error with the same fix", () => {
    const finding = find(
      diagnose(request("SendMail", wbxml(mail(bytesOf(MESSAGE))), options)),
      "mail-wbxml-body-before-14",
    );
    const [body] = finding.fix ?? [];
    expect(body?.kind === "set-body" && textOf(body.body)).toBe(MESSAGE);
  });

  test("base64 of the message is an error, mended by decoding", () => {
    const finding = find(
      diagnose(request("SendMail", bytesOf(encodeBase64(bytesOf(MESSAGE))), options)),
      "mail-base64-body",
    );
    expect(finding.fix?.[0]?.kind === "set-body" && textOf(finding.fix[0].body)).toBe(MESSAGE);
  });

  test("where a server has taken it all the same it is a warning", () => {
    const taken = answered(request("SendMail", wbxml(mail(bytesOf(MESSAGE))), options), 200);
    expect(find(diagnose(taken), "mail-wbxml-body-before-14").severity).toBe("warning");
  });

  test("the version may come from a base64 query", () => {
    const url = "https://mail.contoso.example/Microsoft-Server-ActiveSync?eQEJBAZFQVNFTDEABUVBU2Vs";
    const roundTrip = request("SendMail", xml(MESSAGE), { url });
    roundTrip.request.headers = [["Content-Type", "message/rfc822"]];
    expect(rulesOf(diagnose(roundTrip))[0]).toBe("mail-xml-body-before-14");
  });
});

describe("from 14.0 on", () => {
  test.each(["14.0", "14.1", "16.0", "16.1"])("opaque Mime in WBXML is sound at %s", (version) => {
    expect(diagnose(request("SendMail", wbxml(mail(bytesOf(MESSAGE))), { version }))).toEqual([]);
  });

  test("the bare message is wrapped, and what the query said moves inside", () => {
    const roundTrip = request("SmartReply", bytesOf(MESSAGE), { query: "&SaveInSent=T&CollectionId=5&ItemId=5%3A1" });
    const finding = find(diagnose(roundTrip), "mail-bare-mime-since-14");
    const [body, type, removed] = finding.fix ?? [];
    const { root } = decodeWbxml(body?.kind === "set-body" ? body.body : new Uint8Array(0)).document;
    expect(root?.children.map((child) => child.kind === "element" && child.name)).toEqual([
      "ClientId",
      "SaveInSentItems",
      "Source",
      "Mime",
    ]);
    expect(type).toMatchObject({ value: "application/vnd.ms-sync.wbxml" });
    expect(removed).toEqual({ kind: "remove-query", name: "SaveInSent" });
    expect(rulesOf(diagnose(request("SmartReply", body?.kind === "set-body" ? body.body : new Uint8Array(0))))).toEqual(
      [],
    );
  });

  test("base64 text in Mime is an error, mended with the decoded bytes as opaque data", () => {
    const findings = diagnose(request("SendMail", wbxml(mail(encodeBase64(bytesOf(MESSAGE))))));
    expect(rulesOf(findings)).toEqual(["mime-not-opaque"]);
    expect(findings[0]).toMatchObject({
      title: "Mime is base64 text, not opaque bytes",
      fixLabel: "Make it opaque",
      fix: [{ kind: "set-content", path: "/SendMail/Mime", content: bytesOf(MESSAGE) }],
    });
    expect(findings[0]?.evidence[0]).toMatchObject({ kind: "element", path: "/SendMail/Mime", span: { start: 12 } });
  });

  test("plain text in Mime is an error with its own bytes as the fix, and a note where the server took it", () => {
    const roundTrip = request("SendMail", wbxml(mail(MESSAGE)));
    expect(diagnose(roundTrip)[0]).toMatchObject({
      rule: "mime-not-opaque",
      severity: "error",
      fix: [{ content: bytesOf(MESSAGE) }],
    });
    expect(diagnose(answered(roundTrip, 200)).every(({ severity }) => severity === "info")).toBe(true);
  });

  test("base64 inside opaque data is an error, mended by decoding", () => {
    const findings = diagnose(request("SendMail", wbxml(mail(bytesOf(encodeBase64(bytesOf(MESSAGE)))))));
    expect(findings[0]).toMatchObject({ rule: "mime-base64-in-opaque", fix: [{ content: bytesOf(MESSAGE) }] });
  });

  test("XML text is encoded, its Mime opaque", () => {
    const finding = find(diagnose(request("SendMail", xml(MESSAGE))), "mail-xml-text-body");
    const body = finding.fix?.[0]?.kind === "set-body" ? finding.fix[0].body : new Uint8Array(0);
    const { root } = decodeWbxml(body).document;
    const mime = root && childElement(root, "Mime")?.children[0];
    expect(mime?.kind === "opaque" && textOf(mime.bytes)).toBe(MESSAGE);
  });

  test("missing parts are named", () => {
    const missing = (...children: Parameters<typeof element>[2][]) =>
      rulesOf(diagnose(request("SendMail", wbxml(element(COMPOSE, "SendMail", ...children)))));
    expect(missing(element(COMPOSE, "Mime", bytesOf(MESSAGE)))).toEqual(["mail-client-id-missing"]);
    expect(missing(element(COMPOSE, "ClientId", "1"))).toEqual(["mail-mime-missing"]);
    expect(missing(element(COMPOSE, "ClientId", "1"), element(COMPOSE, "Mime"))).toEqual(["mime-empty"]);
    expect(rulesOf(diagnose(request("SendMail", new Uint8Array(0))))).toContain("mail-body-missing");
  });

  test("SmartForward may do without Mime", () => {
    const source = element(COMPOSE, "Source", element(COMPOSE, "FolderId", "5"), element(COMPOSE, "ItemId", "5:1"));
    const forward = element(COMPOSE, "SmartForward", element(COMPOSE, "ClientId", "1"), source);
    expect(diagnose(request("SmartForward", wbxml(forward)))).toEqual([]);
  });
});

describe("Content-Type", () => {
  test("is named when it does not fit the body, and when it is missing", () => {
    const wrong = diagnose(request("SendMail", wbxml(mail(bytesOf(MESSAGE))), { contentType: "message/rfc822" }));
    expect(wrong[0]).toMatchObject({ rule: "wrong-content-type", fix: [{ value: "application/vnd.ms-sync.wbxml" }] });
    const missing = diagnose(request("SendMail", bytesOf(MESSAGE), { version: "12.1", contentType: undefined }));
    expect(missing[0]).toMatchObject({ rule: "missing-content-type", fix: [{ value: "message/rfc822" }] });
  });

  test("may be the short form, in any case, with parameters", () => {
    expect(
      diagnose(request("SendMail", wbxml(mail(bytesOf(MESSAGE))), { contentType: "Application/VND.ms-sync; x=y" })),
    ).toEqual([]);
  });
});
