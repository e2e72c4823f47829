import { describe, expect, test } from "vitest";
import { diagnose, type RoundTrip } from "../src/diagnosis/index.ts";
import { identifyServer, oneOfServer } from "../src/knowledge/index.ts";
import { hoverHeader } from "../src/language/index.ts";
import { ask, type Sample, samples } from "./server-answers.ts";

const identify = ({ headers, page }: Pick<Sample, "headers" | "page">) =>
  identifyServer({ headers, ...(page === undefined ? {} : { text: page }) });

describe("a server is told by its answer:", () => {
  test.each(samples.map((sample, index) => [`${sample.name} #${index}`, sample] as const))("%s", (_, sample) => {
    const found = identify(sample);
    expect(found && [found.server.id, oneOfServer(found), found.isSure]).toEqual([
      sample.server,
      sample.name,
      sample.isSure,
    ]);
  });

  test.each<[string, [string, string][]]>([
    ["no header", []],
    ["a web server", [["Server", "nginx/1.24.0"]]],
    [
      "a number that everybody copies",
      [
        ["Server", "Apache"],
        ["MS-Server-ActiveSync", "14.1"],
      ],
    ],
    ["the number of Exchange 2003 without IIS", [["MS-Server-ActiveSync", "6.5.7638.1"]]],
    [
      "IIS alone",
      [
        ["Server", "Microsoft-IIS/10.0"],
        ["X-Powered-By", "ASP.NET"],
      ],
    ],
    ["another realm", [["WWW-Authenticate", 'Basic realm="mail"']]],
    ["a very long value", [["WWW-Authenticate", `Basic realm="SOGo"${" ".repeat(5000)}`]]],
    [
      "the list of Exchange 2010",
      [
        [
          "MS-ASProtocolCommands",
          "Sync,SendMail,SmartForward,SmartReply,GetAttachment,FolderSync,Search,Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert",
        ],
      ],
    ],
  ])("%s tells nobody", (_, headers) => {
    expect(identify({ headers })).toBeUndefined();
  });

  test("Exchange Online by its host", () => {
    expect(identifyServer({ headers: [], host: "outlook.office365.com" })?.server.id).toBe("exchange-online");
  });
});

describe("what a server is known for", () => {
  const sampleOf = (id: string) => samples.find(({ server }) => server === id) as Sample;
  const knownOf = (roundTrip: RoundTrip) => diagnose(roundTrip).find(({ rule }) => rule === "server-known");

  test("stands last, as an info, and names the header that told the server", () => {
    const roundTrip = ask("Sync", "14.1", sampleOf("z-push"), { status: 500, body: "<html>Z-Push</html>" });
    const last = diagnose(roundTrip).at(-1);
    expect(last).toMatchObject({ rule: "server-known", severity: "info", title: "This is Z-Push 2.7.1" });
    expect(last?.evidence).toEqual([{ side: "reply", kind: "header", name: "X-Z-Push-Version" }]);
    expect(last?.explanation).toContain("one fixed order");
  });

  test("is left out when nothing of it concerns the request", () => {
    expect(knownOf(ask("FolderSync", "14.1", sampleOf("z-push"), { status: 401 }))).toBeUndefined();
    expect(knownOf(ask("Ping", "14.1", sampleOf("sogo"), { status: 200 }))).toBeUndefined();
  });

  test.each<[string, boolean]>([
    ["Sync", true],
    ["FolderSync", false],
  ])("Cmd=%s over the body of a Sync: the root decides at SOGo, told %s", (command, isSame) => {
    const roundTrip = ask(command, "14.1", sampleOf("sogo"), { status: 200 });
    const body = new Uint8Array([3, 1, 0x6a, 0, 0x45, 1]);
    const known = knownOf({ ...roundTrip, request: { ...roundTrip.request, body } });
    expect(known?.explanation.includes("root element") ?? false).toBe(!isSame);
  });

  test("is told of a success that is not what it seems", () => {
    const known = knownOf(ask("SendMail", "14.1", sampleOf("sogo"), { status: 200 }));
    expect(known?.explanation).toContain("ClientId");
    expect(knownOf(ask("SendMail", "12.1", sampleOf("sogo"), { status: 200 }))?.explanation).not.toContain("ClientId");
  });

  test("says with OPTIONS what the list promises in vain", () => {
    const known = knownOf(ask("OPTIONS", "14.1", sampleOf("sogo"), { status: 200 }));
    expect(known?.explanation).toContain("2.5 to 14.1");
    expect(known?.explanation).toContain("GetHierarchy");
  });

  test("explains a failure for want of the command", () => {
    const findings = diagnose(ask("GetHierarchy", "12.1", sampleOf("sogo"), { status: 500 }));
    expect(findings[0]).toMatchObject({ rule: "http-500", severity: "error" });
    expect(findings[0]?.explanation).toContain("SOGo has no GetHierarchy");
    const find = diagnose(ask("Find", "16.1", sampleOf("syncroton"), { status: 501 }));
    expect(find.find(({ rule }) => rule === "http-501")?.explanation).toContain("has no Find. It answers HTTP 501.");
  });

  test("explains a failure by the version, where no list does", () => {
    const sample: Sample = { ...sampleOf("sogo"), headers: [["WWW-Authenticate", 'basic realm="SOGo"']] };
    const findings = diagnose(ask("FolderSync", "16.1", sample, { status: 500 }));
    expect(findings.find(({ rule }) => rule === "http-500")?.explanation).toContain("speaks 2.5 to 14.1");
  });

  test("is no error of its own", () => {
    for (const sample of samples)
      for (const status of [200, 401, 449, 500])
        for (const command of ["Sync", "Provision", "SendMail", "OPTIONS"])
          for (const known of diagnose(ask(command, "14.1", sample, { status })).filter(
            ({ rule }) => rule === "server-known",
          ))
            expect(known.severity).toBe("info");
  });
});

describe("a header's tooltip names the server it tells", () => {
  const serverIn = (name: string, headers: [string, string][]) =>
    hoverHeader(name, headers)?.facts.find(({ label }) => label === "Server")?.text;

  test.each<[string, [string, string][], string | undefined]>([
    ["X-Z-Push-Version", [["X-Z-Push-Version", "2.7.1"]], "Z-Push 2.7.1"],
    ["X-Grommunio-Sync-Version", [["X-Grommunio-Sync-Version", "2.4"]], "grommunio-sync 2.4"],
    ["MS-Server-ActiveSync", [["MS-Server-ActiveSync", "15.20"]], "Exchange Online (15.20)"],
    [
      "MS-Server-ActiveSync",
      [
        ["MS-Server-ActiveSync", "14.3"],
        ["Server", "Microsoft-IIS/7.5"],
      ],
      "Exchange 2010 (14.3)",
    ],
    [
      "MS-Server-ActiveSync",
      [["MS-Server-ActiveSync", "15.2"]],
      "Exchange 2019 or Subscription Edition (15.2), or one that answers like it",
    ],
    ["MS-Server-ActiveSync", [["MS-Server-ActiveSync", "14.1"]], undefined],
    [
      "Date",
      [
        ["Date", "now"],
        ["X-Z-Push-Version", "2.7.1"],
      ],
      undefined,
    ],
  ])("%s", (name, headers, text) => {
    expect(serverIn(name, headers)).toBe(text);
  });

  test("and none without an answer", () => {
    expect(serverIn("X-Z-Push-Version", [])).toBeUndefined();
  });
});
