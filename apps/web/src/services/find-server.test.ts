import { describe, expect, it } from "vitest";
import { domainOf } from "../model/autodiscover.ts";
import { findServer, type SearchStep } from "./find-server.ts";
import type { RelayCall, RelayResult } from "./proxy-client.ts";
import { ProxyError } from "./proxy-error.ts";

const SCHEMA = "http://schemas.microsoft.com/exchange/autodiscover";
const response = (inside: string) =>
  `<?xml version="1.0"?><Autodiscover xmlns="${SCHEMA}/responseschema/2006"><Response xmlns="${SCHEMA}/mobilesync/responseschema/2006">${inside}</Response></Autodiscover>`;
const server = (url: string) =>
  response(
    `<Action><Settings><Server><Type>MobileSync</Type><Url>${url}</Url><Name>${url}</Name></Server></Settings></Action>`,
  );

type Place = { status: number; body?: string; headers?: [string, string][] } | Error;

async function search(places: Record<string, Place>, address = "megan@contoso.example") {
  const steps: SearchStep[] = [];
  const asked: { url: string; signed: boolean; text: string }[] = [];
  const ask = async ({ request, body }: RelayCall): Promise<RelayResult> => {
    const signed = request.headers.some(([name]) => name === "Authorization");
    asked.push({ url: request.url, signed, text: new TextDecoder().decode(body) });
    const place = places[request.url] ?? { status: 404 };
    if (place instanceof Error) throw place;
    const { status, headers = [], body: answer = "" } = place;
    return {
      head: { status, reason: "", headers, httpVersion: "1.1", times: {} },
      body: new TextEncoder().encode(answer),
      tail: { ended: "complete", bodyBytes: 0, times: {} },
    };
  };
  const credentials = { kind: "basic", user: "megan", password: "secret" } as const;
  const found = await findServer(address, credentials, (step) => steps.push(step), new AbortController().signal, ask);
  return { found: found?.url, steps, asked };
}

const ROOT = "https://contoso.example/autodiscover/autodiscover.xml";
const SUB = "https://autodiscover.contoso.example/autodiscover/autodiscover.xml";

describe("finding a server by Autodiscover", () => {
  it("asks the domain, then its autodiscover host", async () => {
    const { found, steps, asked } = await search({
      [SUB]: { status: 200, body: server("https://mail.contoso.example/Microsoft-Server-ActiveSync") },
    });
    expect(found).toBe("https://mail.contoso.example/Microsoft-Server-ActiveSync");
    expect(steps.map(({ url }) => url)).toEqual([ROOT, SUB]);
    expect(asked.every(({ signed }) => signed)).toBe(true);
    expect(asked[0]?.text).toContain("<EMailAddress>megan@contoso.example</EMailAddress>");
  });

  it("shows where it is pointed to, and gives no password to another domain", async () => {
    const elsewhere = "https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml";
    const { found, steps, asked } = await search({
      [ROOT]: { status: 302, headers: [["Location", elsewhere]] },
      [elsewhere]: { status: 200, body: server("https://outlook.office365.com/Microsoft-Server-ActiveSync") },
    });
    expect(found).toContain("outlook.office365.com");
    expect(steps[0]?.words).toContain(elsewhere);
    expect(asked.map(({ signed }) => signed)).toEqual([true, false]);
  });

  it("goes on with another address, and not for ever", async () => {
    const other = await search({
      [ROOT]: { status: 200, body: response("<Action><Redirect>megan@fabrikam.example</Redirect></Action>") },
    });
    expect(other.asked.map(({ url }) => url)).toContain("https://fabrikam.example/autodiscover/autodiscover.xml");
    expect(other.asked[1]?.signed).toBe(false);
    const circle = await search({ [ROOT]: { status: 302, headers: [["Location", ROOT]] } });
    expect(circle.found).toBeUndefined();
    expect(circle.asked.length).toBeLessThan(10);
  });

  it.each([
    [{ status: 401 }, /user name and password/],
    [
      { status: 200, body: response("<Error><ErrorCode>600</ErrorCode><Message>Invalid Request</Message></Error>") },
      /error 600: Invalid Request/,
    ],
    [{ status: 200, body: "<html><body>Hello" }, /something else/],
    [
      new ProxyError("target-not-allowed", "This proxy does not call contoso.example.", {
        advice: "--allow contoso.example",
      }),
      /does not call/,
    ],
  ] as [Place, RegExp][])("says what a place came to: %#", async (place, words) => {
    const { found, steps } = await search({ [ROOT]: place });
    expect(found).toBeUndefined();
    expect(steps[0]?.words).toMatch(words);
  });

  it.each(["", "megan", "megan@", "@contoso.example", "a b@c.example", "a@b..c", "a@-b", "a@b/c"])(
    "%j is no address to ask for",
    (address) => {
      expect(domainOf(address)).toBeUndefined();
    },
  );
});
