import * as v from "valibot";
import { cloudOf } from "../clouds.ts";
import type { SignInApp, SignInSetup } from "../contract.ts";
import { refuse } from "../errors.ts";
import { parseTargetUrl, type Target } from "../guard/index.ts";

/** The two places of a sign-in service the device code flow needs, and no other. */
export interface Endpoints {
  device: Target;
  token: Target;
}

export interface Provider {
  setup: SignInSetup;
  /** True: it has a public address. False: it may be on a private network. */
  public: boolean;
}

/** Fetches a small JSON document of the provider that was set up. */
export type ReadJson = (target: Target) => Promise<unknown>;

const discovered = v.object({ device_authorization_endpoint: v.string(), token_endpoint: v.string() });

/** Microsoft's are known by name (identity platform, device code flow); another provider names its own. */
export async function findEndpoints(app: SignInApp, provider: Provider, read: ReadJson): Promise<Endpoints> {
  const { authority } = provider.setup;
  if (authority === undefined) {
    const base = `https://${cloudOf(app.cloud).login}/${app.tenant}/oauth2/v2.0`;
    return { device: publicTarget(`${base}/devicecode`), token: publicTarget(`${base}/token`) };
  }
  // Whoever started the proxy has named this host.
  const reach = provider.public ? "public" : "private";
  const setUpTarget = (url: string): Target => ({ ...parseTargetUrl(url), reach });
  const document = await read(setUpTarget(`${authority.replace(/\/$/, "")}/.well-known/openid-configuration`));
  const found = v.safeParse(discovered, document);
  if (!found.success) {
    refuse("bad-answer", "The sign-in provider of this proxy does not offer the device code flow.");
  }
  const device = setUpTarget(found.output.device_authorization_endpoint);
  const token = setUpTarget(found.output.token_endpoint);
  // What the document says must not lead anywhere else.
  const { origin } = new URL(authority);
  for (const { scheme, authority: host } of [device, token]) {
    if (new URL(`${scheme}://${host}`).origin !== origin) {
      refuse("target-not-allowed", `The sign-in provider names an endpoint on another host, ${host}.`);
    }
  }
  return { device, token };
}

const publicTarget = (url: string): Target => ({ ...parseTargetUrl(url), reach: "public" });
