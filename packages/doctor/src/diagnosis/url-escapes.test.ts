import { describe, expect, test } from "vitest";
import { ENDPOINT, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./index.ts";

const to = (query: string) =>
  diagnose(
    request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
      url: `${ENDPOINT}?Cmd=FolderSync${query}`,
    }),
  );
const DEVICE = "&DeviceId=EASEL1&DeviceType=EASel";

describe("a query that is not escaped as it should be", () => {
  test("for HTML", () => {
    expect(rulesOf(to("&amp;User=megan&amp;DeviceId=EASEL1&amp;DeviceType=EASel"))).toContain("url-html-escaped");
  });

  test("twice", () => {
    const found = find(to(`&User=megan%2540contoso.example${DEVICE}`), "url-escaped-twice");
    expect(found.fix).toEqual([{ kind: "set-query", name: "User", value: "megan@contoso.example" }]);
  });

  test.each(["CONTOSO\\megan", "jörg", "<megan>"])("%s as it is", (user) => {
    expect(rulesOf(to(`&User=${user}${DEVICE}`))).toContain("url-bare-character");
  });

  test.each(["megan%40contoso.example", "CONTOSO%5Cmegan", "J%C3%B6rg", "megan@contoso.example", "o'neil%25"])(
    "%s is well escaped",
    (user) => {
      expect(rulesOf(to(`&User=${user}${DEVICE}`))).toEqual([]);
    },
  );

  test("in base64 for URLs", () => {
    const base64 = (query: string) =>
      rulesOf(
        diagnose(
          request(
            "Settings",
            fromXml('<Settings xmlns="Settings"><UserInformation><Get/></UserInformation></Settings>'),
            {
              url: `${ENDPOINT}?${query}`,
            },
          ),
        ),
      );
    expect(base64("jREHBBB5as2MmCK7PBj-cygvbVXsBAAAAAACV_A=")).toContain("url-base64-alphabet");
    expect(base64("jREHBBB5as2MmCK7PBjTcygvbVXsBAAAAAACV1A=")).not.toContain("url-base64-alphabet");
  });
});
