import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type ProxyOptions, readRelayed, startProxy, type TestProxy } from "./support/proxy.ts";
import { answering, type RawServer, rawServer, type Script } from "./support/raw-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function pair(
  script: Script,
  options: ProxyOptions = {},
): Promise<{ server: RawServer; proxy: TestProxy; url: string }> {
  const server = await rawServer(script);
  const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], ...options });
  open.push(server, proxy);
  return { server, proxy, url: `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync` };
}

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

describe("what goes out", () => {
  it("sends path and query byte for byte as written", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    const query = "?Cmd=SendMail&User=megan@contoso.example&X=%2f%2F&&=&DeviceId='\"<>\\^`{|}~[]";
    await proxy.relay({ url: url + query });
    expect(server.received[0]?.split("\r\n")[0]).toBe(`POST /Microsoft-Server-ActiveSync${query} HTTP/1.1`);
  });

  it("sends headers in the given order and case, duplicates kept", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    await proxy.relay({
      url,
      headers: [
        ["ms-asprotocolVERSION", "16.1"],
        ["X-Twice", "one"],
        ["Authorization", "Basic bWVnYW46c2VjcmV0"],
        ["x-twice", "two"],
        ["X-Latin", "caf\xe9"],
      ],
    });
    const lines = server.received[0]?.split("\r\n\r\n")[0]?.split("\r\n").slice(1);
    expect(lines).toEqual([
      `Host: 127.0.0.1:${server.port}`,
      "ms-asprotocolVERSION: 16.1",
      "X-Twice: one",
      "Authorization: Basic bWVnYW46c2VjcmV0",
      "x-twice: two",
      "X-Latin: caf\xe9",
      "Content-Length: 0",
      "Connection: close",
    ]);
  });

  it("adds no accept-encoding, user agent or content type of its own", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    await proxy.relay({ url, method: "OPTIONS" });
    expect(server.received[0]).toBe(
      `OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
    );
  });

  it("carries every byte value of the body", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    const body = Buffer.from(Array.from({ length: 1024 }, (_, index) => index & 0xff));
    await proxy.relay({ url }, { body });
    expect(Buffer.from(server.received[0]?.split("\r\n\r\n").slice(1).join("\r\n\r\n") ?? "", "latin1")).toEqual(body);
  });

  it("keeps Host and Content-Length where they stand when they are true", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    const headers: [string, string][] = [
      ["content-length", "3"],
      ["A", "b"],
      ["HOST", `127.0.0.1:${server.port}`],
    ];
    await proxy.relay({ url, headers }, { body: "abc" });
    expect(server.received[0]).toContain(`content-length: 3\r\nA: b\r\nHOST: 127.0.0.1:${server.port}\r\n`);
    expect(server.received[0]?.match(/host:/gi)).toHaveLength(1);
  });
});

describe("what comes back", () => {
  it("keeps status line, header order, case and duplicates, set-cookie too", async () => {
    const { proxy, url } = await pair(
      answering(
        "HTTP/1.1 449 Retry after provisioning\r\nset-Cookie: a=1\r\nX-B: \xe4\r\nSET-COOKIE: b=2\r\nx-b: 2\r\ncontent-length: 0\r\n\r\n",
      ),
    );
    const { head, tail, order } = await proxy.relay({ url });
    expect(head).toMatchObject({
      status: 449,
      reason: "Retry after provisioning",
      httpVersion: "1.1",
      remoteAddress: "127.0.0.1",
      headers: [
        ["set-Cookie", "a=1"],
        ["X-B", "\xe4"],
        ["SET-COOKIE", "b=2"],
        ["x-b", "2"],
        ["content-length", "0"],
      ],
    });
    expect(tail).toMatchObject({ ended: "complete", bodyBytes: 0 });
    expect(order).toBe("SHT");
  });

  it("names the stages in order and gives each its time", async () => {
    const { proxy, url } = await pair(answering(OK));
    const { stages, tail, order } = await proxy.relay({ url });
    expect(stages.map(({ stage }) => stage)).toEqual(["connecting", "sending", "waiting"]);
    expect(order).toBe("SHBT");
    const { connectedMs = -1, sentMs = -1, firstByteMs = -1, lastByteMs = -1 } = tail?.times ?? {};
    expect(connectedMs).toBeGreaterThanOrEqual(0);
    expect(sentMs).toBeGreaterThanOrEqual(connectedMs);
    expect(firstByteMs).toBeGreaterThanOrEqual(sentMs);
    expect(lastByteMs).toBeGreaterThanOrEqual(firstByteMs);
    expect(tail?.times).not.toHaveProperty("resolvedMs");
    expect(tail?.times).not.toHaveProperty("securedMs");
  });

  it("leaves a gzip body as it is", async () => {
    const packed = gzipSync("x".repeat(5000));
    const { proxy, url } = await pair((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
      socket.end(packed);
    });
    const { body, head } = await proxy.relay({ url, headers: [["Accept-Encoding", "gzip"]] });
    expect(body).toEqual(packed);
    expect(head?.headers).toContainEqual(["Content-Encoding", "gzip"]);
  });

  it("joins a chunked body and a body that ends with the connection", async () => {
    const chunked = await pair(
      answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
    );
    expect((await chunked.proxy.relay({ url: chunked.url })).body.toString()).toBe("abcde");
    const bare = await pair(answering("HTTP/1.0 200 OK\r\n\r\nuntil the end"));
    const { body, tail, head } = await bare.proxy.relay({ url: bare.url });
    expect([body.toString(), tail?.ended, head?.httpVersion]).toEqual(["until the end", "complete", "1.0"]);
  });

  it.each([301, 302, 307, 308, 451])("shows a %i and does not follow it", async (status) => {
    const { server, proxy, url } = await pair((socket) => {
      socket.end(
        `HTTP/1.1 ${status} Go\r\nLocation: ${"http://127.0.0.1:1/x"}\r\nX-MS-Location: http://127.0.0.1:1/\r\n\r\n`,
      );
    });
    const { head } = await proxy.relay({ url });
    expect(head?.status).toBe(status);
    expect(server.received).toHaveLength(1);
  });

  it("passes over a 100 Continue", async () => {
    const { proxy, url } = await pair(answering(`HTTP/1.1 100 Continue\r\n\r\n${OK}`));
    const { head, body } = await proxy.relay({ url, headers: [["Expect", "100-continue"]] }, { body: "abc" });
    expect([head?.status, body.toString()]).toEqual([200, "hi"]);
  });

  it("is pure bytes when the answer is HTML, empty or longer than one packet", async () => {
    const long = "y".repeat(3_000_000);
    const { proxy, url } = await pair(answering(`HTTP/1.1 200 OK\r\nContent-Length: ${long.length}\r\n\r\n${long}`));
    const { body, tail } = await proxy.relay({ url });
    expect(body.toString() === long).toBe(true);
    expect(tail?.bodyBytes).toBe(long.length);
  });
});

describe("the server's headers", () => {
  it("are told in a frame and become none of the answer's own, whatever they are", async () => {
    const { proxy, url } = await pair(
      answering(
        "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: http://evil.example/\r\nAccess-Control-Allow-Origin: *\r\nClear-Site-Data: *\r\nContent-Type: text/html\r\nRefresh: 0\r\nLink: <x>; rel=preload\r\nContent-Length: 0\r\n\r\n",
      ),
    );
    const response = await proxy.call({ url });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/vnd.easel.frames"]);
    // A short answer has a length, a long one is chunked.
    const framing = ["content-length", "transfer-encoding"];
    expect([...response.headers.keys()].filter((name) => !framing.includes(name)).sort()).toEqual([
      "cache-control",
      "connection",
      "content-security-policy",
      "content-type",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
      "date",
      "easel-request",
      "keep-alive",
      "referrer-policy",
      "x-content-type-options",
    ]);
    expect((await readRelayed(response)).head?.headers).toHaveLength(8);
  });
});

describe("the log", () => {
  it("has one line with host, status, sizes and end, and nothing secret", async () => {
    const { server, proxy, url } = await pair(answering("HTTP/1.1 200 OK\r\nSet-Cookie: session=hush1\r\n\r\nhush2"));
    const headers: [string, string][] = [["Authorization", "Bearer hush3"]];
    await proxy.relay({ url: `${url}?User=hush4&Cmd=Sync`, headers }, { body: "hush5" });
    await proxy.relay({ url: `${url}?Cmd=hush6 x`, headers });
    await proxy.relay({ url: "https://hush7.example/Microsoft-Server-ActiveSync", headers });
    expect(proxy.log).toHaveLength(3);
    expect(proxy.log[0]).toMatch(
      new RegExp(
        `^relay POST 127\\.0\\.0\\.1:${server.port} 200, 5 bytes out, 5 back, \\d+ ms, complete \\[[0-9a-f]{12}\\]$`,
      ),
    );
    expect(proxy.log.join("\n")).not.toContain("hush");
  });
});
