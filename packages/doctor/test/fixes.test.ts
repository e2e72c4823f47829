import { elementAt } from "@easel/codec/document";
import { setQueryField } from "@easel/codec/http";
import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml } from "@easel/codec/xml";
import { describe, expect, test } from "vitest";
import { diagnose, type Edit, type Finding, type RoundTrip } from "../src/diagnosis/index.ts";
import { textOf } from "./make-round-trip.ts";
import { caseIds, readCase } from "./read-case.ts";

type Request = RoundTrip["request"];

function applyEdit(request: Request, edit: Edit): Request {
  const without = (name: string) => request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  const withQuery = (name: string, value: string | undefined): Request => {
    const [endpoint = "", query = ""] = request.url.split("?");
    return { ...request, url: `${endpoint}?${setQueryField(query, name, value)}` };
  };
  switch (edit.kind) {
    case "set-header":
      return { ...request, headers: [...without(edit.name), [edit.name, edit.value]] };
    case "remove-header":
      return { ...request, headers: without(edit.name) };
    case "set-version":
      return { ...request, headers: [...without("MS-ASProtocolVersion"), ["MS-ASProtocolVersion", edit.version]] };
    case "set-query":
      return withQuery(edit.name, edit.value);
    case "remove-query":
      return withQuery(edit.name, undefined);
    case "set-body":
      return { ...request, body: edit.body };
    case "set-content":
      return { ...request, body: setContent(request.body, edit) };
  }
}

function setContent(body: Uint8Array, { path, content }: Edit & { kind: "set-content" }): Uint8Array {
  const isWbxml = body[0] === 3;
  const { document } = isWbxml ? decodeWbxml(body) : parseXml(textOf(body));
  const target = elementAt(document.root, path);
  if (!target) throw new Error(`Nothing at ${path}`);
  target.children = [
    typeof content === "string" ? { kind: "text", text: content } : { kind: "opaque", bytes: content },
  ];
  return isWbxml ? (encodeWbxml(document).bytes ?? body) : new TextEncoder().encode(printXml(document));
}

const fixable = caseIds.flatMap((id) =>
  diagnose(readCase(id))
    .filter(({ fix }) => fix)
    .map((finding): [string, string, Finding] => [id, finding.rule, finding]),
);

describe("pressing the button", () => {
  test.each(fixable)("in %s takes %s away", (id, _rule, finding) => {
    const { request } = readCase(id);
    const mended = (finding.fix ?? []).reduce(applyEdit, request);
    // A rule may tell of several elements, each with its own button.
    expect(diagnose({ request: mended }).map(({ title }) => title)).not.toContain(finding.title);
  });

  test.each([
    ["001-sendmail-xml-document-as-rfc822-body-121", "fakeuser@example.com"],
    ["002-sendmail-mime-headers-on-one-line", "fakeuser@example.com"],
    ["003-sendmail-mime-base64-text-in-wbxml-141", "fakeuser@example.com"],
  ])("once is enough for %s: no error is left", (id, sender) => {
    const roundTrip = readCase(id);
    const [first] = diagnose(roundTrip);
    const request = (first?.fix ?? []).reduce(applyEdit, roundTrip.request);
    expect(diagnose({ request }).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(textOf(request.body)).toContain(`From: ${sender}\r\n`);
  });
});
