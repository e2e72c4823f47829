import type { AccountInfo, AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import { cloudOf, scopeOf } from "@easel/proxy/clouds";
import { type SignedIn, type SignInRequest, tenantOf } from "../model/sign-in.ts";
import { redirectUri } from "./redirect-uri.ts";
import type { SignInNetwork } from "./sign-in-network.ts";

/** A token with who it is for, and how to get the next one. The token lives in memory. */
export interface SignInResult {
  token: string;
  signedIn: SignedIn;
  /** A new token without asking anybody; rejects when somebody has to be asked. */
  renew(): Promise<SignInResult>;
}

interface Client {
  app: IPublicClientApplication;
  network: SignInNetwork;
  scopes: string[];
}

const clients = new Map<string, Promise<Client>>();

function clientFor(request: SignInRequest): Promise<Client> {
  const key = JSON.stringify([request.cloud, request.authority, request.clientId, tenantOf(request), request.keep]);
  let client = clients.get(key);
  if (!client) {
    client = createClient(request);
    clients.set(key, client);
    client.catch(() => clients.delete(key));
  }
  return client;
}

async function createClient(request: SignInRequest): Promise<Client> {
  const { createStandardPublicClientApplication, ProtocolMode } = await import("@azure/msal-browser");
  const { createSignInNetwork } = await import("./sign-in-network.ts");
  const network = createSignInNetwork();
  const cloud = cloudOf(request.cloud);
  const authority = request.authority ?? `https://${cloud.login}/${tenantOf(request)}`;
  const app = await createStandardPublicClientApplication({
    auth: {
      clientId: request.clientId,
      authority,
      knownAuthorities: [new URL(authority).host],
      redirectUri: redirectUri(),
    },
    cache: { cacheLocation: request.keep ? "sessionStorage" : "memoryStorage" },
    system: {
      networkClient: network,
      ...(request.authority !== undefined && { protocolMode: ProtocolMode.OIDC }),
      // A person looks for a phone, a second factor, a password.
      popupBridgeTimeout: POPUP_MS,
    },
  });
  return { app, network, scopes: [scopeOf(cloud)] };
}

const POPUP_MS = 5 * 60_000;

/** Signs in in a window of its own. Called from a press, or browsers block the window. */
export async function signInWithWindow(request: SignInRequest): Promise<SignInResult> {
  const client = await clientFor(request);
  const result = await client.app.acquireTokenPopup({
    scopes: client.scopes,
    prompt: "select_account",
    // A window that was closed says nothing; the next press takes its place.
    overrideInteractionInProgress: true,
  });
  return resultOf(client, result);
}

/** Leaves the page for the sign-in and comes back to it, draft and all. Tokens are then kept in this tab. */
export async function signInByLeaving(request: SignInRequest): Promise<never> {
  const client = await clientFor({ ...request, keep: true });
  await client.app.acquireTokenRedirect({ scopes: client.scopes, prompt: "select_account" });
  // The page is on its way out.
  return new Promise(() => {});
}

/** What a page that was left, or loaded again, still knows: the sign-in it comes back from, or the one it kept. */
export async function resumeSignIn(request: SignInRequest): Promise<SignInResult | undefined> {
  const client = await clientFor({ ...request, keep: true });
  const back = await client.app.handleRedirectPromise();
  if (back) return resultOf(client, back);
  const [account] = client.app.getAllAccounts();
  return account && renewed(client, account);
}

async function renewed(client: Client, account: AccountInfo, isForced = false): Promise<SignInResult> {
  const { CacheLookupPolicy } = await import("@azure/msal-browser");
  const result = await client.app.acquireTokenSilent({
    scopes: client.scopes,
    account,
    forceRefresh: isForced,
    // No hidden frame: the page has none of other origins.
    cacheLookupPolicy: isForced ? CacheLookupPolicy.RefreshToken : CacheLookupPolicy.AccessTokenAndRefreshToken,
  });
  return resultOf(client, result);
}

function resultOf(client: Client, result: AuthenticationResult): SignInResult {
  const { account, accessToken, expiresOn } = result;
  if (accessToken === "") throw Object.assign(new Error("no access token"), { errorCode: "no_token" });
  return {
    token: accessToken,
    signedIn: {
      by: "microsoft",
      account: account?.username || account?.name || account?.localAccountId || "",
      expiresAt: expiresOn?.getTime() ?? 0,
    },
    renew: () => {
      if (!account) throw Object.assign(new Error("nobody is signed in"), { errorCode: "no_account" });
      return renewed(client, account, true);
    },
  };
}

/** Forgets whoever has signed in, here; the session at the sign-in service goes on. */
export async function forgetSignIns(): Promise<void> {
  const known = await Promise.allSettled(clients.values());
  clients.clear();
  for (const outcome of known) {
    if (outcome.status !== "fulfilled") continue;
    await outcome.value.app.clearCache().catch(() => undefined);
    outcome.value.network.stop();
  }
}
