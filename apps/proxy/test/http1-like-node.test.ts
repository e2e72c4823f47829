import { once } from "node:events";
import http from "node:http";
import { Duplex } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeaderList } from "../src/contract.ts";
import { Exchange, type Wire, type WireListener } from "../src/http1/index.ts";

/** What a client made of an answer. */
type Reading =
  | { status: number; reason: string; version: string; headers: HeaderList; body: string; whole: boolean }
  | "refused";

const REQUEST = {
  method: "POST",
  target: { requestTarget: "/x" },
  headers: [["Host", "x"]] as HeaderList,
  body: new Uint8Array(),
};

function readOurs(pieces: Buffer[]): Reading {
  let read: Omit<Extract<Reading, object>, "body" | "whole"> | undefined;
  let body = "";
  let whole = false;
  let listener: WireListener | undefined;
  const wire: Wire = {
    listen: (to) => {
      listener = to;
    },
    pause() {},
    resume() {},
    begin() {},
    write: () => undefined,
    flushed: (then) => then(),
    close() {},
    release() {},
  };
  new Exchange(REQUEST, wire, {
    stage() {},
    progress() {},
    head: ({ status, reason, httpVersion, headers }) => {
      read = { status, reason, version: httpVersion, headers };
    },
    body: (bytes) => {
      body += Buffer.from(bytes).toString("latin1");
    },
    end: () => {
      whole = true;
    },
    fail() {},
  });
  for (const piece of pieces) listener?.bytes(new Uint8Array(piece));
  listener?.closed();
  return read ? { ...read, body, whole } : "refused";
}

async function readNodes(pieces: Buffer[]): Promise<Reading> {
  const left = [...pieces];
  const connection = new Duplex({
    read() {
      setImmediate(() => this.push(left.shift() ?? null));
    },
    write: (_chunk, _encoding, done) => done(),
  });
  const request = http.request({ createConnection: () => connection, method: "POST", path: "/x", setHost: false });
  request.on("error", () => {});
  request.on("upgrade", (_response, socket) => socket.destroy(new Error("upgrade")));
  try {
    request.end();
    const [response] = (await once(request, "response", { signal: AbortSignal.timeout(2000) })) as [
      http.IncomingMessage,
    ];
    const { rawHeaders } = response;
    const headers: HeaderList = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      headers.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
    }
    const read = {
      status: response.statusCode ?? 0,
      reason: response.statusMessage ?? "",
      version: response.httpVersion,
      headers,
    };
    let body = "";
    try {
      for await (const bytes of response) body += (bytes as Buffer).toString("latin1");
      return { ...read, body, whole: response.complete };
    } catch {
      return { ...read, body, whole: false };
    }
  } catch {
    return "refused";
  }
}

/** An answer as servers write it, and what else may stand in each place. */
const answer = fc
  .record({
    early: fc.constantFrom("", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", "\r\n"),
    line: fc.constantFrom(
      "HTTP/1.1 200 OK",
      "HTTP/1.0 449 ",
      "HTTP/1.1 204 No Content",
      "HTTP/1.1 304",
      "HTTP/1.1 503 \xe4 b",
    ),
    headers: fc.array(
      fc.constantFrom(
        "X-A: 1",
        "x-a:2\t ",
        "Set-Cookie: a=\xe4; b",
        "X-Empty:",
        "X-Fold: a\r\n  b",
        "Content-Type: text/html",
      ),
      { maxLength: 4 },
    ),
    body: fc.constantFrom(
      "Content-Length: 5\r\n\r\nabcde",
      "Content-Length: 5\r\n\r\nabcdeMORE",
      "Content-Length: 9\r\n\r\nabcde",
      "content-LENGTH: 0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
      "Transfer-Encoding: gzip, Chunked\r\n\r\n5\r\nabcde\r\n0\r\nX-T: u\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n",
      "Transfer-Encoding: gzip\r\n\r\nabcde",
      "\r\nabcde",
    ),
  })
  .map(({ early, line, headers, body }) => `${early}${[line, ...headers].join("\r\n")}\r\n${body}`);

function cut(text: string, cuts: number[]): Buffer[] {
  const ends = [...new Set([...cuts.filter((end) => end > 0 && end < text.length), text.length])].sort((a, b) => a - b);
  return ends.map((end, index) => Buffer.from(text.slice(ends[index - 1] ?? 0, end), "latin1"));
}

describe("HTTP/1.1 as Node reads it", () => {
  it("is read the same in whatever pieces it comes", async () => {
    await fc.assert(
      fc.asyncProperty(answer, fc.array(fc.nat(250), { maxLength: 6 }), async (text, cuts) => {
        const ours = readOurs(cut(text, cuts));
        const nodes = await readNodes(cut(text, cuts));
        // Node may drop what came just before a fault.
        if (nodes !== "refused" && ours !== "refused" && !nodes.whole && ours.body.startsWith(nodes.body)) {
          nodes.body = ours.body;
        }
        expect(ours).toEqual(nodes);
      }),
      { numRuns: 300 },
    );
  });

  it("is refused where Node refuses it, when a byte of it was changed", async () => {
    const change = fc.tuple(fc.nat(150), fc.constantFrom("\0", "\n", "\r", " ", ":", "x", "9", "\x7f", "\xff", ""));
    await fc.assert(
      fc.asyncProperty(answer, change, async (text, [at, byte]) => {
        const changed = text.slice(0, at) + byte + text.slice(at + 1);
        const nodes = await readNodes([Buffer.from(changed, "latin1")]);
        const ours = readOurs([Buffer.from(changed, "latin1")]);
        if (nodes === "refused") expect(ours).toBe("refused");
      }),
      { numRuns: 300 },
    );
  });
});
