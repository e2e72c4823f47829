import { concatBytes, decodeBase64 } from "@easel/codec/bytes";
import { FRAMES_TYPE, FrameType, RELAY_HEADER, type RelayRequest, TOKEN_HEADER } from "@easel/proxy/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchConfig } from "./ask-proxy.ts";
import { putSandboxSettings, relay } from "./proxy-client.ts";
import { ProxyError } from "./proxy-error.ts";

const request: RelayRequest = { method: "POST", url: "https://example.test/ä", headers: [["X", "ü"]] };
const body = Uint8Array.of(1, 2, 3);
const head = { status: 500, reason: "No", headers: [["Set-Cookie", "a"]], httpVersion: "1.1", times: {} };

function frame(type: number, payload: Uint8Array | object): Uint8Array {
  const bytes = payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload));
  const header = new Uint8Array(5);
  header[0] = type;
  new DataView(header.buffer).setUint32(1, bytes.length);
  return concatBytes([header, bytes]);
}

function framesResponse(chunks: Uint8Array[], failWith?: Error): Response {
  const queue = [...chunks];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = queue.shift();
      if (next) controller.enqueue(next);
      else if (failWith) controller.error(failWith);
      else controller.close();
    },
  });
  return new Response(stream, { headers: { "Content-Type": FRAMES_TYPE } });
}

const answerWith = (answer: () => Response | Promise<Response>) => {
  const fake = vi.fn<typeof fetch>(async () => answer());
  vi.stubGlobal("fetch", fake);
  return fake;
};

const errorOf = async (work: Promise<unknown>): Promise<ProxyError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProxyError);
  return error as ProxyError;
};

afterEach(() => vi.unstubAllGlobals());

describe("relay", () => {
  it("sends the body raw and where it goes in one header", async () => {
    const fake = answerWith(() =>
      framesResponse([frame(FrameType.tail, { ended: "failed", bodyBytes: 0, times: {} })]),
    );
    await relay({ request, body });
    const [path, init] = fake.mock.calls[0] ?? [];
    expect(path).toBe("/relay");
    expect(init?.body).toBe(body);
    const header = new Headers(init?.headers).get(RELAY_HEADER) ?? "";
    const told = new TextDecoder().decode(decodeBase64(header, { alphabet: "url" }));
    expect(JSON.parse(told)).toEqual(request);
  });

  it("carries the token of the proxy's present start, and learns it anew after a restart", async () => {
    const missing = { code: "token-missing", message: "No." };
    const wanted = "token-of-the-second-start";
    const fake = vi.fn<typeof fetch>(async (path, init) => {
      if (path === "/config") return Response.json({ version: "1", allowed: [], token: wanted });
      const given = new Headers(init?.headers).get(TOKEN_HEADER);
      if (given !== wanted) return Response.json(missing, { status: 403 });
      return framesResponse([frame(FrameType.tail, { ended: "failed", bodyBytes: 0, times: {} })]);
    });
    vi.stubGlobal("fetch", fake);
    expect((await relay({ request, body })).tail.ended).toBe("failed");
    expect(fake.mock.calls.map(([path]) => path)).toEqual(["/relay", "/config", "/relay"]);
    await relay({ request, body });
    expect(fake).toHaveBeenCalledTimes(4);
  });

  it("shows the refusal when the token it has is the one the proxy tells, and asks no third time", async () => {
    const fake = vi.fn<typeof fetch>(async (path) =>
      path === "/config"
        ? Response.json({ version: "1", allowed: [], token: "some-token" })
        : Response.json({ code: "token-missing", message: "No." }, { status: 403 }),
    );
    vi.stubGlobal("fetch", fake);
    await fetchConfig();
    expect((await errorOf(relay({ request, body }))).code).toBe("token-missing");
    expect(fake.mock.calls.map(([path]) => path)).toEqual(["/config", "/relay", "/config"]);
  });

  it("reports stages, head and progress, and joins the body", async () => {
    const bytes = concatBytes([
      frame(FrameType.stage, { stage: "waiting", atMs: 4 }),
      frame(FrameType.head, head),
      frame(FrameType.body, Uint8Array.of(9, 8)),
      frame(FrameType.body, Uint8Array.of(7)),
      frame(FrameType.tail, { ended: "complete", bodyBytes: 3, times: {} }),
    ]);
    answerWith(() =>
      framesResponse(Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.slice(at * 7, at * 7 + 7))),
    );
    const told: unknown[] = [];
    const result = await relay({
      request,
      body,
      onStage: (stage) => told.push(stage.stage),
      onHead: (met) => told.push(met.status),
      onBody: (received) => told.push(received),
    });
    expect(told).toEqual(["waiting", 500, 2, 3]);
    expect(result.body).toEqual(Uint8Array.of(9, 8, 7));
    expect(result.head?.headers).toEqual([["Set-Cookie", "a"]]);
    expect(result.tail.ended).toBe("complete");
  });

  it("returns a reply the server cut, with how it ended", async () => {
    const problem = { code: "reset", message: "The server closed the connection." };
    answerWith(() =>
      framesResponse([
        frame(FrameType.head, head),
        frame(FrameType.body, Uint8Array.of(1)),
        frame(FrameType.tail, { ended: "reset", bodyBytes: 1, times: {}, problem }),
      ]),
    );
    const result = await relay({ request, body });
    expect([result.tail.ended, result.body.length]).toEqual(["reset", 1]);
  });

  it("returns a result without a head when nothing came back from the server", async () => {
    const problem = { code: "dns-failed", message: "No such host." };
    answerWith(() => framesResponse([frame(FrameType.tail, { ended: "failed", bodyBytes: 0, times: {}, problem })]));
    const result = await relay({ request, body });
    expect(result.head).toBeUndefined();
    expect(result.tail.problem?.code).toBe("dns-failed");
  });

  it("keeps what came when the way to the proxy breaks in the middle", async () => {
    answerWith(() =>
      framesResponse([frame(FrameType.head, head), frame(FrameType.body, body)], new TypeError("network")),
    );
    const result = await relay({ request, body });
    expect(result.body).toEqual(body);
    expect(result.tail).toMatchObject({ ended: "reset", bodyBytes: 3, problem: { code: "reset" } });
  });

  it("throws the proxy's own sentence when it refuses", async () => {
    answerWith(() =>
      Response.json({ code: "target-not-allowed", message: "Not on the list.", advice: "Add it." }, { status: 403 }),
    );
    const error = await errorOf(relay({ request, body }));
    expect([error.code, error.message, error.advice]).toEqual(["target-not-allowed", "Not on the list.", "Add it."]);
  });

  it("says so when the proxy does not answer, with the cause", async () => {
    const cause = new TypeError("Failed to fetch");
    answerWith(() => Promise.reject(cause));
    const error = await errorOf(relay({ request, body }));
    expect(error.message).toMatch(/^The EASel proxy did not answer/);
    expect(error.cause).toBe(cause);
  });

  it("tells cancelling from failing", async () => {
    const abort = new AbortController();
    answerWith(() => {
      abort.abort();
      return Promise.reject(new DOMException("aborted", "AbortError"));
    });
    expect((await errorOf(relay({ request, body, signal: abort.signal }))).code).toBe("cancelled");
  });

  it("can be cancelled in the middle of the body", async () => {
    const abort = new AbortController();
    answerWith(() =>
      framesResponse([frame(FrameType.head, head), frame(FrameType.body, body)], new DOMException("", "AbortError")),
    );
    const work = relay({ request, body, signal: abort.signal, onBody: () => abort.abort() });
    expect((await errorOf(work)).code).toBe("cancelled");
  });

  it("does not take another server's page for an answer", async () => {
    answerWith(() => new Response("<html>", { headers: { "Content-Type": "text/html" } }));
    expect((await errorOf(relay({ request, body }))).code).toBe("bad-frames");
    answerWith(() => new Response("<html>", { status: 502 }));
    expect((await errorOf(relay({ request, body }))).code).toBe("proxy-refused");
  });
});

describe("the proxy's settings", () => {
  it("are read and written as JSON", async () => {
    answerWith(() => Response.json({ version: "1", allowed: [] }));
    expect(await fetchConfig()).toEqual({ version: "1", allowed: [] });
    const fake = answerWith(() => Response.json({ policyRequired: true }));
    expect(await putSandboxSettings({ policyRequired: true })).toEqual({ policyRequired: true });
    expect(fake.mock.calls[0]?.[1]?.method).toBe("PUT");
  });

  it("fail with a sentence when the answer is not JSON", async () => {
    answerWith(() => new Response("hello"));
    expect((await errorOf(fetchConfig())).code).toBe("bad-frames");
  });
});
