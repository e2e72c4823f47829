import { type Context, Hono } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import { cloudOf, clouds, scopeOf } from "../clouds.ts";
import type { SignInAnswer, SignInApp, SignInSetup } from "../contract.ts";
import { refuse } from "../errors.ts";
import type { Target } from "../guard/index.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import { type Upstream, wholeReply } from "../relay/index.ts";
import { findEndpoints } from "./endpoints.ts";

interface SignInParts {
  setup: SignInSetup;
  upstream: Upstream;
  limits: Limits;
  /** True: the provider that was set up has a public address, too. */
  public: boolean;
  log: Log;
}

/** Bytes of an answer of the sign-in service; tokens are a few kilobytes. */
const MAX_ANSWER = 256 * 1024;
const MAX_ASKED = 32 * 1024;

const app = {
  cloud: v.picklist(clouds.map(({ id }) => id)),
  // Both become part of a path or a form: nothing else may be in them.
  tenant: v.pipe(v.string(), v.regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,126}[A-Za-z0-9])?$/)),
  clientId: v.pipe(v.string(), v.regex(/^[\w.-]{1,128}$/)),
};
const deviceForm = v.strictObject(app);
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384));
const tokenForm = v.union([
  v.strictObject({ ...app, deviceCode: secret }),
  v.strictObject({ ...app, refreshToken: secret }),
]);

/**
 * The device code flow (RFC 8628) for applications registered as public clients, whose sign-in service answers no
 * browser from elsewhere. Two endpoints of the one service, nothing else; what it answers is handed on and not kept.
 */
export function signInRoutes(parts: SignInParts): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post("/device", async (c) => {
    const asked = await readForm(c, deviceForm);
    const { device } = await endpointsFor(asked, parts);
    return handOn(c, parts, device, { client_id: asked.clientId, scope: scopes(asked) });
  });
  routes.post("/token", async (c) => {
    const asked = await readForm(c, tokenForm);
    const { token } = await endpointsFor(asked, parts);
    const form =
      "deviceCode" in asked
        ? { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: asked.deviceCode }
        : { grant_type: "refresh_token", refresh_token: asked.refreshToken, scope: scopes(asked) };
    return handOn(c, parts, token, { client_id: asked.clientId, ...form });
  });
  return routes;
}

const scopes = ({ cloud }: SignInApp): string => `${scopeOf(cloudOf(cloud))} offline_access openid profile`;

async function readForm<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  const text = Number(c.req.header("content-length") ?? 0) > MAX_ASKED ? "" : await c.req.text();
  let given: unknown;
  try {
    given = JSON.parse(text.slice(0, MAX_ASKED));
  } catch {}
  const read = v.safeParse(schema, given);
  if (read.success) return read.output;
  const at = read.issues[0].path?.[0]?.key;
  refuse(
    "bad-relay-request",
    at === "tenant" || at === "clientId"
      ? `The ${at === "tenant" ? "tenant" : "client id"} holds characters none has.`
      : "The sign-in was not asked for as it has to be.",
    "A tenant is a domain such as contoso.com or an id; a client id is the id of the registered application.",
  );
}

const endpointsFor = (asked: SignInApp, parts: SignInParts) =>
  findEndpoints(asked, parts, async (target) => {
    const { body } = await call(parts, target, "GET", new Uint8Array(0));
    return readJson(body);
  });

async function handOn(c: Context<AppEnv>, parts: SignInParts, target: Target, form: Record<string, string>) {
  const { status, body } = await call(parts, target, "POST", new TextEncoder().encode(`${new URLSearchParams(form)}`));
  const about = { time: new Date().toISOString(), requestId: c.get("requestId"), method: c.req.method };
  parts.log({ event: "sign-in", ...about, host: target.host, status });
  const answer: SignInAnswer = { status, body: readJson(body) };
  return c.json(answer);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return refuse(
      "bad-answer",
      "The sign-in service answered with something that is no JSON.",
      "Check the tenant; a page of a proxy or a firewall in between is another cause.",
    );
  }
}

/** One exchange with the sign-in service. @throws RelayError with the sentence of the stage it failed at. */
function call({ upstream, limits }: SignInParts, target: Target, method: string, body: Uint8Array) {
  const headers: [string, string][] = [
    ["Host", target.authority],
    ["Accept", "application/json"],
    ["Accept-Encoding", "identity"],
  ];
  if (method === "POST") {
    headers.push(["Content-Type", "application/x-www-form-urlencoded"], ["Content-Length", String(body.length)]);
  }
  const most = { maxBytes: MAX_ANSWER, ms: limits.connectMs + limits.idleMs };
  return wholeReply(upstream, { target, method, headers, body }, most);
}
