import type { CloudId } from "@easel/proxy/clouds";

/** What somebody signs in with: nothing secret, so it may be kept for the next visit. */
export interface SignInSettings {
  /** Application (client) ID of the registration. */
  clientId: string;
  /** A domain, an id, `consumers`; "" for any organisation. */
  tenant: string;
  /** True: tokens outlive a reload, in this tab's sessionStorage. */
  keep: boolean;
}

/** Who has signed in, beside the token itself. */
export interface SignedIn {
  by: "microsoft" | "device";
  account: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What is needed to ask for a token. */
export interface SignInRequest extends SignInSettings {
  cloud: CloudId;
  /** Another OpenID provider than Microsoft's. */
  authority?: string;
}

export const noSettings: SignInSettings = { clientId: "", tenant: "", keep: false };

/** A client id as registrations have it; a finger's slip is told before a window opens. */
export function settingsFault({ clientId, tenant }: SignInSettings, isMicrosoft: boolean): string | undefined {
  if (clientId === "") return "Put in the application (client) ID of your registration.";
  if (isMicrosoft && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId)) {
    return "An application (client) ID has 32 digits in five groups: 00000000-0000-0000-0000-000000000000.";
  }
  if (tenant !== "" && !/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(tenant)) {
    return "A tenant is a domain such as contoso.com, or an id. Leave it empty for any organisation.";
  }
  return undefined;
}

/** `organizations` lets in work and school accounts of any tenant (identity platform, authority). */
export const tenantOf = ({ tenant }: Pick<SignInSettings, "tenant">): string => tenant || "organizations";
