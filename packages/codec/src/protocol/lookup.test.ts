import { describe, expect, test } from "vitest";
import {
  bodyKindAt,
  commandByCode,
  commandByName,
  compareVersions,
  element,
  isProtocolVersion,
  nameOf,
  namespaceOf,
  pageByNamespace,
  pageByPrefix,
  pageOf,
  placeholderToken,
  protocolVersions,
  resolveTag,
  sameNamespace,
  tagByName,
  tagByToken,
  tagsNamed,
} from "./index.ts";

describe("a namespace", () => {
  test.each(["ComposeMail", "ComposeMail:", "composemail", "COMPOSEMAIL:"])("written %s is page 21", (namespace) => {
    expect(pageByNamespace(namespace)?.page).toBe(21);
    expect(sameNamespace(namespace, "ComposeMail")).toBe(true);
  });

  test("is not another one that only begins alike", () => {
    expect(pageByNamespace("Email::")).toBeUndefined();
    expect(pageByNamespace("Emai")).toBeUndefined();
    expect(sameNamespace("Email", "Email2")).toBe(false);
  });

  test("is found by Microsoft's prefix", () => {
    expect(pageByPrefix("rm")?.namespace).toBe("RightsManagement");
    expect(pageByPrefix("airsyncbase")?.page).toBe(17);
    expect(pageByPrefix("toString")).toBeUndefined();
  });
});

describe("a tag", () => {
  test("is found by token and by name", () => {
    expect(tagByToken(21, 0x10)?.name).toBe("Mime");
    expect(tagByName("ComposeMail:", "Mime")?.token).toBe(0x10);
    expect(tagByToken(99, 0x10)).toBeUndefined();
    expect(tagByToken(-1, 0x10)).toBeUndefined();
  });

  test("is not found in another case", () => {
    expect(tagByName("AirSync", "sync")).toBeUndefined();
  });

  test("keeps its own name where an alias of another tag looks the same", () => {
    expect(tagByName("Calendar", "Email")?.token).toBe(0x09);
    expect(tagByName("Email", "Status")?.token).toBe(0x3b);
  });

  test("is listed for all pages that have the name", () => {
    expect(tagsNamed("Body").map((tag) => tag.namespace)).toEqual([
      "Contacts",
      "Email",
      "Calendar",
      "Tasks",
      "AirSyncBase",
    ]);
    expect(tagsNamed("constructor")).toEqual([]);
  });
});

describe("a placeholder", () => {
  test("names a page and a token without a name, and leads back to them", () => {
    expect(namespaceOf(0x40)).toBe("Unknown-Page-40");
    expect(nameOf(0, 0x3f)).toBe("Unknown-3F");
    expect(pageOf("Unknown-Page-40")).toBe(0x40);
    expect(placeholderToken("Unknown-3F")).toBe(0x3f);
    expect(resolveTag("Unknown-Page-40", "Unknown-05")).toEqual({ page: 0x40, token: 0x05 });
  });

  test("does not stand for a known page, a global token or a token out of range", () => {
    expect(pageOf("Unknown-Page-15")).toBeUndefined();
    expect(placeholderToken("Unknown-04")).toBeUndefined();
    expect(placeholderToken("Unknown-40")).toBeUndefined();
  });
});

describe("building an element", () => {
  test("turns strings into text and bytes into opaque data", () => {
    const mime = element("ComposeMail", "MIME", Uint8Array.of(1));
    expect(mime).toMatchObject({
      name: "Mime",
      page: 21,
      token: 0x10,
      children: [{ kind: "opaque" }],
      selfClosed: false,
    });
    expect(element("airsync:", "Status", "1")).toMatchObject({ namespace: "AirSync", children: [{ text: "1" }] });
    expect(element("AirSync", "GetChanges")).toMatchObject({ selfClosed: true });
  });

  test("refuses a name the tables do not have, as a caller's mistake", () => {
    expect(() => element("AirSync", "Nonsense")).toThrow(TypeError);
  });
});

describe("versions", () => {
  test("compare by number and not by letter", () => {
    expect([...protocolVersions].reverse().sort(compareVersions)).toEqual(protocolVersions);
    expect(compareVersions("2.5", "12.0")).toBeLessThan(0);
    expect(compareVersions("16.1", "16.1")).toBe(0);
  });

  test("are recognised as they are written in headers", () => {
    expect(isProtocolVersion("14.1")).toBe(true);
    expect(isProtocolVersion("14.10")).toBe(false);
  });
});

describe("a command", () => {
  test("is found by name in any case and by its code", () => {
    expect(commandByName("sendmail")?.code).toBe(1);
    expect(commandByCode(18)?.name).toBe("Ping");
    expect(commandByCode(99)).toBeUndefined();
  });

  test("SendMail carries the bare message up to 12.1 and WBXML from 14.0", () => {
    const sendMail = commandByName("SendMail");
    const kinds = protocolVersions.map((version) => sendMail && bodyKindAt(sendMail, version));
    expect(kinds).toEqual(["rfc822", "rfc822", "rfc822", "wbxml", "wbxml", "wbxml", "wbxml"]);
  });

  test("has no body kind in a version that lacks it", () => {
    const find = commandByName("Find");
    expect(find && bodyKindAt(find, "14.1")).toBeUndefined();
  });
});
