import Provider, { type Configuration } from "oidc-provider";
import { startTlsServer } from "./tls-server.ts";

/** The registered applications: one for pages and devices, one nobody may use in this organisation. */
export const CLIENT_ID = "11111111-2222-4333-8444-555555555555";
const LOGIN = "https://login.microsoftonline.com";
const RESOURCE = "https://outlook.office.com";
const SCOPE = `${RESOURCE}/EAS.AccessAsUser.All`;

export interface LoginService {
  port: number;
  /** How long tokens last from now on, seconds. */
  tokensLast(seconds: number): void;
  /** Whether refresh tokens are taken, or refused as expired (AADSTS700082). */
  acceptRefreshTokens(accept: boolean): void;
  stop(): Promise<void>;
}

/**
 * A real OpenID provider in the place of Microsoft's sign-in service: its paths, its scope and audience, its errors
 * for a wrong tenant. Anybody may sign in under any name.
 */
export async function startLoginService(redirectUri: string): Promise<LoginService> {
  let lasting = 3600;
  let refreshing = true;
  const provider = new Provider(
    LOGIN,
    configuration(redirectUri, () => lasting),
  );
  provider.proxy = true;
  provider.use(async (ctx, next) => {
    const grant = ctx.path.endsWith("/oauth2/v2.0/token") ? await peekGrant(ctx.req) : undefined;
    if (grant === "refresh_token" && !refreshing) {
      ctx.status = 400;
      ctx.set("Access-Control-Allow-Origin", "*");
      ctx.body = {
        error: "invalid_grant",
        error_description: "AADSTS700082: The refresh token has expired due to inactivity.",
        suberror: "bad_token",
      };
      return;
    }
    await next();
    const body = ctx.body as Record<string, unknown> | undefined;
    // Microsoft says beside the token whose it is.
    if (ctx.oidc?.route === "token" && body?.access_token) body.client_info = clientInfo();
  });
  const handle = provider.callback();
  const server = await startTlsServer((request, response) => {
    // An unknown organisation is told of on a page of the service's own (AADSTS90002).
    if (request.url?.startsWith("/nowhere.example/")) {
      const back = new URL(request.url, LOGIN);
      const state = back.searchParams.get("state") ?? "";
      const said = new URLSearchParams({
        error: "invalid_request",
        error_description: "AADSTS90002: Tenant 'nowhere.example' not found.",
        state,
      });
      if (back.pathname.endsWith("/authorize")) response.writeHead(302, { Location: `${redirectUri}#${said}` }).end();
      else
        response
          .writeHead(400, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" })
          .end(JSON.stringify(Object.fromEntries(said)));
      return;
    }
    // Microsoft shows a list of accounts; here everybody types a name.
    request.url = request.url?.replace(/&prompt=select_account(?=&|$)/, "");
    request.headers["x-forwarded-proto"] = "https";
    request.headers["x-forwarded-host"] = "login.microsoftonline.com";
    void handle(request, response);
  });
  return {
    port: server.port,
    tokensLast: (seconds) => {
      lasting = seconds;
    },
    acceptRefreshTokens: (accept) => {
      refreshing = accept;
    },
    stop: server.stop,
  };
}

const clientInfo = () =>
  Buffer.from(JSON.stringify({ uid: "22222222-0000-0000-0000-000000000001", utid: TENANT })).toString("base64url");

const TENANT = "33333333-0000-0000-0000-000000000001";

/** The grant of a token request, without taking its body from the provider. */
async function peekGrant(request: import("node:http").IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const form = new URLSearchParams(body);
  const grant = form.get("grant_type");
  // Microsoft hands out what was agreed to, whatever a renewal asks for; this provider takes no more than it gave.
  if (grant === "refresh_token") form.delete("scope");
  // The provider takes a body that somebody has read for it.
  (request as unknown as { body: string }).body = form.toString();
  return grant;
}

function configuration(redirectUri: string, lasting: () => number): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: "none",
        application_type: "native",
        grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        response_types: ["code"],
        redirect_uris: [redirectUri],
      },
    ],
    clientBasedCORS: () => true,
    scopes: ["openid", "offline_access", "profile"],
    claims: { openid: ["sub"], profile: ["preferred_username", "tid", "oid"] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, tid: TENANT, oid: "22222222-0000-0000-0000-000000000001" }),
    }),
    extraTokenClaims: (_ctx, token) => ({
      scp: "EAS.AccessAsUser.All",
      upn: "accountId" in token ? String(token.accountId) : undefined,
      tid: TENANT,
      appid: CLIENT_ID,
    }),
    features: {
      devInteractions: { enabled: true },
      deviceFlow: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPE,
          audience: RESOURCE,
          accessTokenTTL: lasting(),
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    ttl: {
      AccessToken: lasting,
      IdToken: 3600,
      RefreshToken: 86_400,
      Session: 3600,
      Interaction: 600,
      Grant: 3600,
      DeviceCode: 600,
    },
    routes: {
      authorization: "/organizations/oauth2/v2.0/authorize",
      token: "/organizations/oauth2/v2.0/token",
      device_authorization: "/organizations/oauth2/v2.0/devicecode",
      code_verification: "/device",
    },
    cookies: { keys: ["rehearsal"] },
  };
}
