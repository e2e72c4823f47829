/** What a word or an AADSTS number in an answer of Microsoft's sign-in service means. */
export interface SignInMeaning {
  title: string;
  meaning: string;
  remedy: string;
}

type Row = readonly [title: string, meaning: string, remedy: string];

const scope: Row = [
  "The scope asked for is not one of this application's",
  "The sign-in service knows the person and the application, but not the permission asked for.",
  "Ask for https://outlook.office.com/EAS.AccessAsUser.All with offline_access, and add that permission to the application's registration (Office 365 Exchange Online, delegated).",
];
const consent: Row = [
  "Nobody has agreed to what the application asks",
  "The person, or the organisation's administrator, has not given consent to the permission.",
  "Sign in with prompt=consent, or have the administrator grant the permission to the application.",
];
const secondFactor: Row = [
  "The sign-in needs a second factor or another condition",
  "The organisation's rules ask for more than a password: a second factor, a managed device or a known place.",
  "Sign in interactively with the browser; flows with user name and password cannot do it.",
];
const expired: Row = [
  "The refresh token is no longer good",
  "It has expired, was revoked, or the password has changed since.",
  "Sign in anew.",
];
const unknownApp: Row = [
  "The application is not known in this organisation",
  "The client_id is wrong, or the application is registered in another tenant and for that one alone.",
  "Check client_id and tenant; register the application for accounts in any organisation.",
];
const secret: Row = [
  "The application's own secret is refused",
  "The client secret is wrong or expired, or a public client sends one.",
  "Make a new secret; a program on people's devices sends none at all.",
];

const codes = new Map<string, Row>([
  [
    "7000112",
    [
      "The application is switched off in this organisation",
      "The application is registered, and an administrator has disabled it for the tenant. ActiveSync is never reached.",
      "Ask the administrator to enable it (Enterprise applications, “Enabled for users to sign in”), or use another application.",
    ],
  ],
  ["70011", scope],
  ["28000", scope],
  ["500011", scope],
  ["65001", consent],
  ["65004", consent],
  ["90094", consent],
  ["50076", secondFactor],
  ["50079", secondFactor],
  ["50158", secondFactor],
  ["53000", secondFactor],
  ["53003", secondFactor],
  ["50173", expired],
  ["70008", expired],
  ["70043", expired],
  ["700082", expired],
  ["700016", unknownApp],
  ["7000215", secret],
  ["7000222", secret],
  ["7000218", secret],
  ["50126", ["User name or password is wrong", "The sign-in service has checked them and says no.", "Check both."]],
  [
    "50034",
    [
      "The account does not exist in this organisation",
      "The directory asked has no such account.",
      "Check the address, and sign in at the tenant it belongs to (or at “organizations”).",
    ],
  ],
  [
    "50011",
    [
      "The redirect address is not registered",
      "redirect_uri has to be, letter by letter, one of those in the application's registration.",
      "Register it, or send the registered one.",
    ],
  ],
  [
    "50105",
    [
      "The person is not assigned to the application",
      "The organisation allows the application to chosen people only.",
      "Ask the administrator to assign the account.",
    ],
  ],
]);

const words = new Map<string, Row>([
  ["invalid_scope", scope],
  ["invalid_client", secret],
  ["unauthorized_client", unknownApp],
  ["consent_required", consent],
  ["interaction_required", secondFactor],
  ["invalid_grant", expired],
]);

const other: Row = [
  "The sign-in service refuses",
  "This comes from Microsoft's sign-in, before any ActiveSync request is made.",
  "Look the number up in Microsoft's list of AADSTS codes.",
];

/** The first AADSTS number or OAuth error word (RFC 6749 5.2) of a text, with its meaning; numbers say more. */
export function signInError(text: string): (SignInMeaning & { code: string }) | undefined {
  const number = /\bAADSTS(\d{4,8})\b/.exec(text)?.[1];
  const word = /\berror["']?\s*[=:]\s*["']?([a-z_]{4,40})/.exec(text)?.[1];
  if (number === undefined && (word === undefined || !words.has(word))) return undefined;
  const [title, meaning, remedy] =
    (number === undefined ? undefined : codes.get(number)) ??
    (word === undefined ? undefined : words.get(word)) ??
    other;
  return { code: number === undefined ? (word ?? "") : `AADSTS${number}`, title, meaning, remedy };
}

const hosts = new Set([
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.windows.net",
  "login.microsoft.com",
]);

/** Hosts where Microsoft hands out tokens; they speak no ActiveSync. */
export const isSignInHost = (host: string): boolean => hosts.has(host.toLowerCase().replace(/:\d+$/, ""));
