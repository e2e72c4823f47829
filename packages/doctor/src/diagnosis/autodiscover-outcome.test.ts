import { describe, expect, test } from "vitest";
import { bytesOf, find, rulesOf } from "../../test/make-round-trip.ts";
import type { HeaderList } from "./finding.ts";
import { diagnose } from "./index.ts";

const SCHEMAS = "http://schemas.microsoft.com/exchange/autodiscover";
const XML: HeaderList = [["Content-Type", "text/xml"]];
const document = (
  namespace = `${SCHEMAS}/mobilesync/requestschema/2006`,
  wanted = `${SCHEMAS}/mobilesync/responseschema/2006`,
) =>
  `<Autodiscover xmlns="${namespace}"><Request><EMailAddress>megan@contoso.example</EMailAddress>${wanted ? `<AcceptableResponseSchema>${wanted}</AcceptableResponseSchema>` : ""}</Request></Autodiscover>`;
const ask = (text: string, reply?: string, method = "POST") =>
  diagnose({
    request: {
      method,
      url: "https://autodiscover.contoso.example/autodiscover/autodiscover.xml",
      headers: XML,
      body: bytesOf(text),
    },
    ...(reply === undefined ? {} : { reply: { status: 200, headers: XML, body: bytesOf(reply) } }),
  });
const answer = (action: string) =>
  `<Autodiscover xmlns="${SCHEMAS}/responseschema/2006"><Response><Action>${action}</Action></Response></Autodiscover>`;
const server = (url: string) =>
  answer(`<Settings><Server><Type>MobileSync</Type><Url>${url}</Url><Name>x</Name></Server></Settings>`);
const SOUND = server("https://mail.contoso.example/Microsoft-Server-ActiveSync");

describe("what Autodiscover is asked in", () => {
  test("another protocol's schema is told, ActiveSync's is not", () => {
    expect(rulesOf(ask(document(`${SCHEMAS}/outlook/requestschema/2006`)))).toEqual(["autodiscover-request-schema"]);
    expect(rulesOf(ask(document(undefined, `${SCHEMAS}/outlook/responseschema/2006a`)))).toEqual([
      "autodiscover-response-schema",
    ]);
    expect(rulesOf(ask(document(undefined, "")))).toEqual(["autodiscover-response-schema"]);
    expect(ask(document())).toEqual([]);
  });

  test("an answer with a server silences it", () => {
    expect(ask(document(`${SCHEMAS}/outlook/requestschema/2006`), SOUND)).toEqual([]);
  });

  test("600 to a GET is what a healthy server says", () => {
    const refusal = "<Autodiscover><Response><Error><ErrorCode>600</ErrorCode></Error></Response></Autodiscover>";
    expect(find(ask("", refusal, "GET"), "autodiscover-600").title).toContain("GET");
    expect(find(ask(document(), refusal), "autodiscover-600").title).not.toContain("GET");
  });
});

describe("where an answer of Autodiscover leads", () => {
  test.each([
    ["autodiscover-loop", answer("<Redirect>Megan@contoso.example</Redirect>"), "error"],
    ["autodiscover-redirect", answer("<Redirect>megan@fabrikam.example</Redirect>"), "info"],
    ["autodiscover-action-error", answer("<Error><Status>2</Status><Message>x</Message></Error>"), "error"],
    ["autodiscover-no-server", answer("<Settings/>"), "error"],
    ["autodiscover-odd-url", server("https://mail.contoso.example/EWS/Exchange.asmx"), "warning"],
  ])("%s", (rule, reply, severity) => {
    expect(find(ask(document(), reply), rule).severity).toBe(severity);
  });

  test("to a server is all that is wanted", () => {
    expect(ask(document(), SOUND)).toEqual([]);
  });

  test("v2 gives its errors in JSON", () => {
    const get = (status: number, text: string) =>
      diagnose({
        request: {
          method: "GET",
          url: "https://outlook.office365.com/autodiscover/autodiscover.json?Email=a%40b.example&Protocol=ActiveSync",
          headers: [],
          body: new Uint8Array(0),
        },
        reply: { status, headers: [["Content-Type", "application/json"]], body: bytesOf(text) },
      });
    expect(find(get(404, '{"ErrorCode":"UserNotFound"}'), "autodiscover-v2-error").title).toContain("the address");
    expect(find(get(400, '{"ErrorCode":"ProtocolNotSupported"}'), "autodiscover-v2-error").title).toContain("protocol");
    const url = "https://outlook.office365.com/Microsoft-Server-ActiveSync";
    expect(get(200, `{"Protocol":"ActiveSync","Url":"${url}"}`)).toEqual([]);
  });

  test("by a redirect is a step of the search, or a circle", () => {
    const URL = "https://autodiscover.contoso.example/autodiscover/autodiscover.xml";
    const sent = (location: string) =>
      diagnose({
        request: { method: "GET", url: URL, headers: [], body: new Uint8Array(0) },
        reply: { status: 302, headers: [["Location", location]], body: new Uint8Array(0) },
      });
    expect(sent("https://autodiscover.hoster.example/autodiscover/autodiscover.xml")).toMatchObject([
      { rule: "autodiscover-redirect", severity: "info" },
    ]);
    expect(find(sent(URL), "autodiscover-loop").severity).toBe("error");
    expect(rulesOf(sent("https://www.contoso.example/login"))).toEqual(["http-302"]);
  });
});
