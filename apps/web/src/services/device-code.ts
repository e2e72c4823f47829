import { DEVICE_CODE_PATH, type SignInAnswer, type SignInApp, TOKEN_PATH } from "@easel/proxy/contract";
import { readAccessToken } from "../model/access-token.ts";
import { type SignInRequest, tenantOf } from "../model/sign-in.ts";
import { askJsonWithToken } from "./ask-proxy.ts";
import type { SignInResult } from "./sign-in.ts";

/** A code somebody enters on another page (RFC 8628 3.2). */
export interface DeviceCode {
  userCode: string;
  verificationUri: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Resolves when it has been entered; rejects with the service's error, or when the signal aborts. */
  done(signal: AbortSignal): Promise<SignInResult>;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const SECOND = 1000;
/** RFC 8628 3.2: every five seconds when the service does not say otherwise. */
const INTERVAL_S = 5;

/** Asks for a code through the proxy, for applications registered as public clients. */
export async function startDeviceCode(request: SignInRequest): Promise<DeviceCode> {
  const app: SignInApp = { cloud: request.cloud, tenant: tenantOf(request), clientId: request.clientId };
  const body = wanted(await post(DEVICE_CODE_PATH, app));
  const deviceCode = text(body, "device_code");
  const interval = number(body, "interval") ?? INTERVAL_S;
  const expiresAt = Date.now() + (number(body, "expires_in") ?? 900) * SECOND;
  return {
    userCode: text(body, "user_code"),
    verificationUri: text(body, "verification_uri"),
    expiresAt,
    done: (signal) => poll(app, deviceCode, interval, expiresAt, signal),
  };
}

async function poll(app: SignInApp, deviceCode: string, interval: number, expiresAt: number, signal: AbortSignal) {
  let pause = interval;
  for (;;) {
    await sleep(pause * SECOND, signal);
    const answer = await post(TOKEN_PATH, { ...app, deviceCode }, signal);
    const error = answer.body.error;
    if (error === "slow_down") pause += INTERVAL_S;
    else if (error !== "authorization_pending") return resultOf(app, wanted(answer));
    if (Date.now() > expiresAt) throw Object.assign(new Error("expired"), { error: "expired_token" });
  }
}

function resultOf(app: SignInApp, body: Record<string, unknown>): SignInResult {
  const token = text(body, "access_token");
  if (token === "") throw Object.assign(new Error("no access token"), { errorCode: "no_token" });
  const refreshToken = text(body, "refresh_token");
  const account = readAccessToken(text(body, "id_token"))?.account ?? readAccessToken(token)?.account ?? "";
  return {
    token,
    signedIn: { by: "device", account, expiresAt: Date.now() + (number(body, "expires_in") ?? 3600) * SECOND },
    renew: async () => {
      if (refreshToken === "") throw Object.assign(new Error("no refresh token"), { errorCode: "no_account" });
      const next = wanted(await post(TOKEN_PATH, { ...app, refreshToken }));
      // A service need not send a new one each time (RFC 6749 6).
      const renewed = resultOf(app, { refresh_token: refreshToken, ...next });
      return { ...renewed, signedIn: { ...renewed.signedIn, account: renewed.signedIn.account || account } };
    },
  };
}

function wanted({ status, body }: Answer): Record<string, unknown> {
  if (status >= 200 && status < 300) return body;
  throw body;
}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const { status, body: said } = await askJsonWithToken<SignInAnswer>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  const isObject = typeof said === "object" && said !== null && !Array.isArray(said);
  return { status, body: isObject ? (said as Record<string, unknown>) : {} };
}

const text = (body: Record<string, unknown>, name: string): string => {
  const value = body[name];
  return typeof value === "string" ? value : "";
};

const number = (body: Record<string, unknown>, name: string): number | undefined => {
  const value = Number(body[name]);
  return Number.isFinite(value) && value > 0 ? value : undefined;
};

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
