import type { Finding } from "@easel/doctor/diagnosis";
import { audienceHost, readTokenClaims } from "@easel/doctor/knowledge";
import { type Cloud, EAS_PERMISSION, scopeOf } from "@easel/proxy/clouds";

/** A token about to end is no use for a request that may wait. Milliseconds. */
const SOON_MS = 60_000;

/** What an access token says of itself. Its signature is the server's to check. */
export interface TokenFacts {
  audience?: string;
  /** Delegated permissions (`scp`). */
  scopes: string[];
  /** Permissions an application has for itself (`roles`). */
  roles: string[];
  /** Milliseconds since 1970. */
  expiresAt?: number;
  account?: string;
  tenant?: string;
  application?: string;
  issuer?: string;
}

/** The claims of a token; undefined for one nobody but its server can read, as personal accounts get. */
export function readAccessToken(token: string): TokenFacts | undefined {
  const claims = readTokenClaims(token);
  if (!claims) return undefined;
  const text = (...names: string[]) => names.map((name) => claims[name]).find((value) => typeof value === "string");
  const { exp, aud } = claims;
  const audience = Array.isArray(aud) ? aud.find((each) => typeof each === "string") : text("aud");
  const scopes = text("scp", "scope")?.split(" ").filter(Boolean) ?? [];
  const roles = Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === "string") : [];
  return {
    ...(audience !== undefined && { audience }),
    scopes,
    roles,
    ...(typeof exp === "number" && Number.isFinite(exp) && { expiresAt: exp * 1000 }),
    ...named("account", text("upn", "preferred_username", "unique_name", "email", "name")),
    ...named("tenant", text("tid")),
    ...named("application", text("app_displayname", "appid", "azp", "client_id")),
    ...named("issuer", text("iss")),
  };
}

const named = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>>;

const base = {
  evidence: [{ side: "request", kind: "header", name: "Authorization" }],
  spec: { document: "RFC 7519", section: "4.1" },
} satisfies Partial<Finding>;

/**
 * Why a token cannot work at a cloud's Exchange Online, said before it is sent. Nothing when it may work, and nothing
 * of a token that cannot be read.
 */
export function tokenFindings(facts: TokenFacts | undefined, cloud: Cloud, now: number): Finding[] {
  if (!facts) return [];
  const { audience, scopes, roles, expiresAt } = facts;
  const found: Finding[] = [];
  const say = (rule: string, title: string, explanation: string, advice: string) =>
    found.push({ ...base, rule, severity: "error", title, explanation, advice });
  if (expiresAt !== undefined && expiresAt <= now + SOON_MS) {
    const when = new Date(expiresAt);
    say(
      "token-expired",
      expiresAt <= now ? "The token has expired" : "The token expires within a minute",
      `It ${expiresAt <= now ? "was" : "is"} good until ${Number.isNaN(when.getTime()) ? "a time nobody can read" : when.toLocaleString("en")}; the server answers 401 after that.`,
      "Sign in again, or paste a new token.",
    );
  }
  if (audience !== undefined && !cloud.audiences.includes(audienceHost(audience))) {
    say(
      "token-audience",
      "The token is for another service",
      `Its aud says “${audience.slice(0, 80)}”. ${cloud.host} takes tokens for ${cloud.resource} and answers 401 to any other.`,
      `Ask for the scope ${scopeOf(cloud)}; the audience follows from it.`,
    );
  }
  if (scopes.length === 0 && roles.length > 0) {
    say(
      "token-app-only",
      "The token belongs to an application, not to a person",
      "It has roles and no scp: the application got it for itself. ActiveSync works in the name of a person only.",
      `Sign a person in with the scope ${scopeOf(cloud)}.`,
    );
  } else if (!scopes.some((scope) => scope === EAS_PERMISSION || scope.endsWith(`/${EAS_PERMISSION}`))) {
    say(
      "token-scope",
      "The token does not allow ActiveSync",
      `Its scp says “${scopes.join(" ").slice(0, 120)}”, without ${EAS_PERMISSION}. The server answers 401.`,
      `Ask for the scope ${scopeOf(cloud)}.`,
    );
  }
  return found;
}

/** Said while nobody is signed in at Exchange Online. */
export const nobody = (cloud: Cloud): Finding => ({
  rule: "not-signed-in",
  severity: "warning",
  title: "Nobody is signed in",
  explanation: `${cloud.host} takes only requests with a token, and answers 401 to any other. User in the query has to be the person who signs in.`,
  advice: "Sign in under Account, and set User to that person.",
  evidence: [{ side: "request", kind: "header", name: "Authorization" }],
  spec: { document: "MS-ASHTTP", section: "2.2.1.1.2.1" },
});

/** Minutes and seconds, or hours and minutes, until a time; "expired" behind it. */
export function timeLeft(expiresAt: number, now: number): string {
  const seconds = Math.floor((expiresAt - now) / 1000);
  if (seconds <= 0) return "expired";
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
