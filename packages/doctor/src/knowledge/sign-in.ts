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

const conditional: Row = [
  "A rule of the organisation (Conditional Access) refuses the sign-in",
  "Name and password are right; a rule wants a managed device, an approved application, another place or another kind of client.",
  "Sign in interactively in the browser on a device the rules allow, or have the administrator make an exception; the sign-in log names the rule.",
];
const enrol: Row = [
  "The person has to set up a second factor first",
  "The organisation demands a second factor, and the account has none yet.",
  "Sign in once in the browser and register it.",
];
const codeGone: Row = [
  "The authorization code cannot be used",
  "A code is good once and for some minutes: it was redeemed already, has expired, or belongs to another redirect_uri or code_verifier.",
  "Begin the sign-in again and redeem the new code once, with the same redirect_uri.",
];
const otherTenant: Row = [
  "The account belongs to another directory than the one asked",
  "The sign-in was made at one tenant, and the account lives in another or is a personal one.",
  "Sign in at “organizations” or “common”, or at the account's own tenant; a guest has to be invited first.",
];
const tenantKind: Row = [
  "The application or account does not fit this sign-in address",
  "The application is registered for one organisation, or for one kind of account, and the address asked is another's.",
  "Use the tenant's own address, or register the application for accounts in any organisation.",
];
const noTenant: Row = [
  "The tenant is not known",
  "The name or number of the tenant in the sign-in address does not exist, or no tenant is named where one is needed.",
  "Check the tenant in the address.",
];
const malformed: Row = [
  "The request to the sign-in service is malformed",
  "A parameter is missing, twice, or not of its form: often scope, client_id, grant_type or code_verifier.",
  "Compare the body with the flow in use; it is form-encoded and sent by POST.",
];
const disabled: Row = [
  "The account is switched off or locked",
  "The directory knows the account and lets it in nowhere: disabled, locked after wrong passwords, or blocked as risky.",
  "An administrator has to unlock it; after wrong passwords it also ends by itself.",
];
const newPassword: Row = [
  "The password has expired",
  "It was right once and has to be changed, or was changed since the session began.",
  "Change it in the browser, then sign in anew.",
];
const noResource: Row = [
  "The resource asked for is not there in this organisation",
  "The service the token is for is not known, or not switched on, in the tenant, or the application may not ask for it.",
  "Ask for https://outlook.office.com/EAS.AccessAsUser.All; a tenant without Exchange Online cannot give it.",
];
const flow: Row = [
  "This kind of sign-in is not allowed for the application",
  "The registration does not allow the flow: public client flows are off, or the redirect address is registered for another kind of application.",
  "Switch on “Allow public client flows”, or register the redirect address under the platform that is in use.",
];
const waiting: Row = [
  "The person has not finished the device sign-in",
  "The device code is waiting for somebody to enter it, or its time is over.",
  "Ask again after the interval until it is done; begin again when it has expired.",
];

const codes = new Map<string, Row>([
  ...["53001", "53002", "53004", "53009", "530001", "530002", "530003", "530032", "530034", "50097", "50131"].map(
    (code): [string, Row] => [code, conditional],
  ),
  ...["50072", "50074", "50078"].map((code): [string, Row] => [code, enrol]),
  ...["54005", "70000", "501481", "9002325", "70002"].map((code): [string, Row] => [code, codeGone]),
  ...["50020", "90072", "51004", "50177"].map((code): [string, Row] => [code, otherTenant]),
  ...["50194", "50128", "9002331", "9002346", "700054"].map((code): [string, Row] => [code, tenantKind]),
  ...["90002", "50059", "90019"].map((code): [string, Row] => [code, noTenant]),
  ...["900144", "9002313", "90014", "90023", "900561", "900971", "70003"].map((code): [string, Row] => [
    code,
    malformed,
  ]),
  ...["50057", "50053", "500571", "50085"].map((code): [string, Row] => [code, disabled]),
  ...["50055", "50132", "50133", "50144", "50142"].map((code): [string, Row] => [code, newPassword]),
  ...["500014", "650052", "650057", "65005", "50001"].map((code): [string, Row] => [code, noResource]),
  ...["7000218", "700051", "9002326", "9002327", "70001"].map((code): [string, Row] => [code, flow]),
  ...["70016", "70019", "70020"].map((code): [string, Row] => [code, waiting]),
  ["650053", scope],
  ["65002", consent],
  ["90093", consent],
  ["900941", consent],
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
  ["53000", conditional],
  ["53003", conditional],
  ["50173", expired],
  ["70008", expired],
  ["70043", expired],
  ["700082", expired],
  ["700016", unknownApp],
  ["7000215", secret],
  ["7000222", secret],
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
  ["authorization_pending", waiting],
  ["expired_token", waiting],
  ["invalid_request", malformed],
  ["invalid_resource", noResource],
  ["access_denied", consent],
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
