import { readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { HeaderList, RelayProblemCode } from "../src/contract.ts";
import { checkAddress, checkTarget, EXCHANGE_ONLINE, parseAllowed } from "../src/guard/index.ts";
import type { Resolve } from "../src/node/index.ts";
import { encodeRelay, startProxy, type TestProxy } from "./support/proxy.ts";
import { answering, type RawServer, rawServer } from "./support/raw-server.ts";
import { type Trap, talk, trap } from "./support/trap.ts";

/** In every text `{port}` is the trap's port, `{own}` the permitted server, `{me}` the proxy (see fixtures/README.md). */
interface Forbidden {
  targets: { what: string; url: string; code: RelayProblemCode }[];
  headers: { what: string; headers: HeaderList; code: RelayProblemCode }[];
  names: { what: string; addresses: string[] }[];
  /** Raw text to the proxy's own port; status 0: the connection is closed without an answer. */
  requests: { what: string; text: string; status: number }[];
  permitted: { targets: string[]; addresses: string[]; headers: HeaderList[] };
}

const EAS = "/Microsoft-Server-ActiveSync";
const file = path.join(import.meta.dirname, "fixtures", "forbidden.json");
const { targets, headers, names, requests, permitted } = JSON.parse(readFileSync(file, "utf8")) as Forbidden;

let caught: Trap;
let own: RawServer;
let proxy: TestProxy;
let resolved: string[] = [];
let addresses: string[] = ["127.0.0.1"];
const resolve: Resolve = async (host) => {
  resolved.push(host);
  return addresses.map((address) => ({ address, family: net.isIP(address) }));
};

beforeAll(async () => {
  caught = await trap();
  own = await rawServer(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
  const allow = [...EXCHANGE_ONLINE.map(({ host }) => host), `inside.example:${caught.port}`, `127.0.0.1:${own.port}`];
  proxy = await startProxy({ allow, resolve });
});
afterAll(() => Promise.all([proxy.close(), own.close(), caught.close()]));

/** Every connection this process opens, but those of the tests' own client. */
const dialled = vi.spyOn(net, "connect");
const dials = () => dialled.mock.calls.filter(([to]) => JSON.stringify(to).includes('"autoSelectFamily":true'));
beforeEach(() => {
  dialled.mockClear();
  resolved = [];
  addresses = ["127.0.0.1"];
  own.received.length = 0;
});
afterEach(() => {
  expect(caught.connections).toBe(0);
});

function fill(text: string): string {
  return text
    .replaceAll("{port}", String(caught.port))
    .replaceAll("{own}", `127.0.0.1:${own.port}`)
    .replaceAll("{host}", `127.0.0.1:${own.port}`)
    .replaceAll("{me}", `127.0.0.1:${proxy.port}`)
    .replaceAll("{bomb}", "b".repeat(70_000))
    .replaceAll("{headers}", Array.from({ length: 20_000 }, (_, index) => `X-${index}: y`).join("\r\n"))
    .replaceAll("{relay}", encodeRelay({ url: `http://127.0.0.1:${own.port}${EAS}` }));
}

describe("the list of what is forbidden", () => {
  it("is long, and no entry is there twice", () => {
    expect(targets.length + headers.length + names.length + requests.length).toBeGreaterThan(400);
    for (const list of [targets, headers, names, requests]) {
      expect(new Set(list.map((entry) => JSON.stringify(entry))).size).toBe(list.length);
    }
  });
});

describe("a forbidden target is refused before anything is resolved or dialled", () => {
  it.each(targets)("$what: $url", async ({ url, code }) => {
    const { status, problem } = await proxy.relay({ url: fill(url) });
    expect(problem?.code).toBe(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(problem?.message).toMatch(/\.$/);
    expect(problem?.advice).toMatch(/\w{3}/);
    expect(JSON.stringify(problem)).not.toContain("hush");
    expect([resolved, dials()]).toEqual([[], []]);
  });
});

describe("a header that tricks is refused before anything is dialled", () => {
  it.each(headers)("$what", async ({ headers: list, code }) => {
    const filled = list.map(([name, value]): [string, string] => [name, fill(value)]);
    const { status, problem } = await proxy.relay({ url: `http://127.0.0.1:${own.port}${EAS}`, headers: filled });
    expect([status, problem?.code]).toEqual([400, code]);
    expect([own.received, dials()]).toEqual([[], []]);
  });
});

describe("a name that leads where it must not is refused before anything is dialled", () => {
  it.each(names)("$what", async (entry) => {
    addresses = entry.addresses;
    const { tail, stages } = await proxy.relay({ url: `https://inside.example:${caught.port}${EAS}` });
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "address-private", stage: "resolving" } });
    expect(stages.map(({ stage }) => stage)).toEqual(["resolving"]);
    expect([resolved, dials()]).toEqual([["inside.example"], []]);
  });
});

describe("a request the proxy itself must not take", () => {
  it.each(requests)("$what", async ({ text, status }) => {
    const answer = await talk(proxy.port, Buffer.from(fill(text), "latin1"));
    expect(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)).toBe(status);
    if (status >= 400) expect(answer).toMatch(/\r\n\r\n(?:[0-9a-f]+\r\n)?\{"code":"[a-z-]+","message":".+\."/);
    expect([own.received, dials()]).toEqual([[], []]);
  });
});

describe("what is permitted passes", () => {
  it.each(permitted.targets)("the target %s", (url) => {
    const allowed = [...EXCHANGE_ONLINE, parseAllowed(`inside.example:${caught.port}`)];
    const method = url.includes("utodiscover.xml") ? "GET" : "POST";
    const target = checkTarget({ method, url: fill(url), headers: [] }, allowed);
    expect(fill(url).endsWith(target.requestTarget)).toBe(true);
  });

  it.each(permitted.addresses)("the address %s", (address) => {
    const target = checkTarget(
      { method: "POST", url: `https://outlook.office365.com${EAS}`, headers: [] },
      EXCHANGE_ONLINE,
    );
    expect(() => checkAddress(address, target)).not.toThrow();
  });

  it.each(permitted.headers.map((list) => [list]))("the headers %j", async (list) => {
    const filled = list.map(([name, value]): [string, string] => [name, fill(value)]);
    const { head } = await proxy.relay({ url: `http://127.0.0.1:${own.port}${EAS}`, headers: filled });
    expect([head?.status, own.received.length, dials().length]).toEqual([200, 1, 1]);
  });
});
