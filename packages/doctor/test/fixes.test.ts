import { describe, expect, test } from "vitest";
import { diagnose, type Finding } from "../src/diagnosis/index.ts";
import { applyEdits } from "./apply-fix.ts";
import { textOf } from "./make-round-trip.ts";
import { caseIds, readCase } from "./read-case.ts";

const fixable = caseIds.flatMap((id) =>
  diagnose(readCase(id))
    .filter(({ fix }) => fix)
    .map((finding): [string, string, Finding] => [id, finding.rule, finding]),
);

describe("pressing the button", () => {
  test.each(fixable)("in %s takes %s away", (id, _rule, finding) => {
    const { request } = readCase(id);
    const mended = applyEdits(request, finding.fix ?? []);
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
    const request = applyEdits(roundTrip.request, first?.fix ?? []);
    expect(diagnose({ request }).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(textOf(request.body)).toContain(`From: ${sender}\r\n`);
  });
});
