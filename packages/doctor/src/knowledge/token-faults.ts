/** What a server says is wrong with a bearer token. */
export interface TokenFault {
  title: string;
  meaning: string;
  remedy: string;
}

type Row = readonly [pattern: RegExp, title: string, meaning: string, remedy: string];

const SCOPE = "https://outlook.office.com/EAS.AccessAsUser.All";

/** Words of X-MS-Diagnostics (reason, error_category) and of WWW-Authenticate (error_description); first match counts. */
const rows: readonly Row[] = [
  [
    /not yet valid|nbf\b/i,
    "the token is not valid yet",
    "Its nbf lies ahead of the server's clock.",
    "Set the clock of the machine that got it, and get a new one.",
  ],
  [
    /expired|lifetime/i,
    "the token has expired",
    "An access token is good for about an hour.",
    "Get a new one with the refresh token, then send the request again.",
  ],
  [
    /invalid_resource|audience/i,
    "the token is for another service",
    "Its aud is not this server: it was asked for another resource, Microsoft Graph for instance.",
    `Ask for the scope ${SCOPE}; the audience follows from it.`,
  ],
  [
    /not enough scope|insufficient_scope|contains no permissions|permissions|scp\b|app-only|roles\b/i,
    "the token does not allow ActiveSync",
    "It has no permission this server takes for ActiveSync: another scope, or an application's own token without a person.",
    `Sign a person in with the scope ${SCOPE}.`,
  ],
  [
    /too weak|auth(?:entication)? strength|insufficient_claims|conditional access/i,
    "the sign-in behind the token is too weak",
    "The organisation's rules want a second factor or a managed device, and the token says that neither was there.",
    "Sign in anew in the browser, with what the rules ask for; a claims challenge in WWW-Authenticate says what that is.",
  ],
  [
    /invalid_user|user (?:specified|named|does not exist|is not found)|user-context|no mailbox/i,
    "the token names somebody without a mailbox here",
    "The server knows the token's issuer but not its person, or that person has no mailbox.",
    "Sign in with the account whose mailbox is asked for, and check its licence.",
  ],
  [
    /invalid_signature|signature|issuer|invalid_issuer|invalid_tenant|untrusted/i,
    "the token is from an issuer this server does not trust",
    "Its signature or issuer is not one the server knows: another tenant or cloud, or a token that was cut or changed.",
    "Get the token from the tenant the mailbox belongs to, and send it whole.",
  ],
  [
    /oauth_not_available|not enabled|not configured|Flighting/i,
    "the server does not take tokens for this mailbox",
    "OAuth is not set up at the server, or for this domain.",
    "Have modern authentication set up, or use the kind of login the server does take.",
  ],
];

/** The fault that these words speak of. */
export function tokenFault(words: string): TokenFault | undefined {
  const found = rows.find(([pattern]) => pattern.test(words));
  return found && { title: found[1], meaning: found[2], remedy: found[3] };
}
