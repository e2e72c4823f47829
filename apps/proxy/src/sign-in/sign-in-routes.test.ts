import { describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { createConfig } from "../config.ts";
import { formatText } from "../log.ts";
import type { Upstream, UpstreamCall } from "../relay/index.ts";

const APP = { cloud: "worldwide", tenant: "contoso.com", clientId: "11111111-2222-4333-8444-555555555555" };

/** A proxy whose sign-in service answers with this, and what it was asked. */
function proxy(answer: string, status = 200, signIn = {}, isPublic = false, token?: string) {
  const calls: UpstreamCall[] = [];
  const upstream: Upstream = {
    send(call, events) {
      calls.push(call);
      const text =
        call.target.path.endsWith("openid-configuration") && signIn
          ? JSON.stringify({
              token_endpoint: "https://id.example/token",
              device_authorization_endpoint: answer.startsWith("https:") ? answer : "https://id.example/device",
            })
          : answer;
      events.head({ status, reason: "", headers: [], httpVersion: "1.1" });
      events.body(new TextEncoder().encode(text));
      events.end();
      return { pause() {}, resume() {}, close() {} };
    },
  };
  const log: string[] = [];
  const app = createApp({
    config: createConfig({
      version: "0",
      signIn,
      public: isPublic,
      publicHosts: ["localhost"],
      ...(token && { token }),
    }),
    upstream,
    log: (entry) => log.push(formatText(entry)),
  });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(`http://localhost${path}`, {
      method: "POST",
      headers: { Host: "localhost", Origin: "http://localhost", "Content-Type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return { post, calls, log };
}

describe("signing in through the proxy", () => {
  it("asks the cloud's own sign-in service for a code, with the scope of that cloud", async () => {
    const { post, calls } = proxy('{"user_code":"ABC"}');
    const response = await post("/sign-in/device", { ...APP, cloud: "china" });
    expect(await response.json()).toEqual({ status: 200, body: { user_code: "ABC" } });
    const [call] = calls;
    expect([call?.target.host, call?.target.reach, call?.target.requestTarget]).toEqual([
      "login.partner.microsoftonline.cn",
      "public",
      "/contoso.com/oauth2/v2.0/devicecode",
    ]);
    expect(new TextDecoder().decode(call?.body)).toContain(
      "scope=https%3A%2F%2Fpartner.outlook.cn%2FEAS.AccessAsUser.All",
    );
  });

  it("hands on what the service says of a code nobody has entered, as an answer and not as a failure", async () => {
    const { post, calls, log } = proxy('{"error":"authorization_pending"}', 400);
    const response = await post("/sign-in/token", { ...APP, deviceCode: "s3cret-code" });
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 400, body: { error: "authorization_pending" } },
    ]);
    expect(new TextDecoder().decode(calls[0]?.body)).toContain("device_code=s3cret-code");
    expect(log.join()).not.toContain("s3cret");
  });

  it.each([
    [{ ...APP, tenant: "a/../../evil" }],
    [{ ...APP, tenant: "a@evil.example" }],
    [{ ...APP, tenant: "" }],
    [{ ...APP, clientId: "x&scope=all" }],
    [{ ...APP, cloud: "mars" }],
    [{ ...APP, extra: 1 }],
    ["no json"],
  ])("refuses %j and calls nobody", async (body) => {
    const { post, calls } = proxy("{}");
    const response = await post("/sign-in/device", body);
    expect([response.status, (await response.json()).code]).toEqual([400, "bad-relay-request"]);
    expect(calls).toEqual([]);
  });

  it("is for its own page alone", async () => {
    const { post, calls } = proxy("{}");
    expect((await post("/sign-in/device", APP, { Origin: "https://evil.example" })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it("wants the token of this start, of whatever asks it to dial", async () => {
    const token = "a-token-of-some-length";
    const { post, calls, log } = proxy('{"user_code":"ABC"}', 200, {}, false, token);
    for (const [path, body] of [
      ["/sign-in/device", APP],
      ["/sign-in/token", { ...APP, deviceCode: "code" }],
    ] as const) {
      for (const wrong of [{}, { "Easel-Token": `${token}x` }] as Record<string, string>[]) {
        const response = await post(path, body, wrong);
        expect([path, response.status, (await response.json()).code]).toEqual([path, 403, "token-missing"]);
      }
      expect((await post(path, body, { "Easel-Token": token })).status).toBe(200);
    }
    expect(calls).toHaveLength(2);
    expect(log.join()).not.toContain(token);
  });

  it("uses the provider that was set up, and none it points to elsewhere", async () => {
    const signIn = { authority: "https://id.example" };
    const good = proxy('{"user_code":"ABC"}', 200, signIn);
    expect((await good.post("/sign-in/device", APP)).status).toBe(200);
    expect(good.calls.map(({ target }) => target.authority + target.path)).toEqual([
      "id.example/.well-known/openid-configuration",
      "id.example/device",
    ]);
    const bent = proxy("https://evil.example/device", 200, signIn);
    expect((await bent.post("/sign-in/device", APP)).status).toBe(403);
    expect(bent.calls).toHaveLength(1);
  });

  it("in public calls a provider at a public address only, whoever set it up", async () => {
    const signIn = { authority: "https://id.example" };
    for (const [isPublic, reach] of [
      [false, "private"],
      [true, "public"],
    ] as const) {
      const { post, calls } = proxy('{"user_code":"ABC"}', 200, signIn, isPublic);
      await post("/sign-in/device", APP);
      expect(calls.map(({ target }) => target.reach)).toEqual([reach, reach]);
    }
  });

  it("says that an answer is no JSON", async () => {
    const { post } = proxy("<html>");
    expect((await (await post("/sign-in/device", APP)).json()).code).toBe("bad-answer");
  });
});
