import { type HeaderPart, part } from "./header-part.ts";

/** A kind of login a server offers, with its parameters (RFC 9110 11.6.1). */
export interface Challenge {
  scheme: string;
  /** What follows the scheme when it is no list of parameters: the token of NTLM and Negotiate. */
  token?: string;
  parameters: [name: string, value: string][];
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETER = new RegExp(`^[\\s,]*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"?|([^\\s,"]*))`, "s");
const SCHEME = new RegExp(`^[\\s,]*(${TOKEN})(?=\\s|,|$)(?:[ \\t]+([A-Za-z\\d\\-._~+/]+=*)(?=\\s*(?:,|$)))?`);

/** Reads WWW-Authenticate, which may hold several challenges and commas between everything. */
export function readChallenges(value: string): Challenge[] {
  const challenges: Challenge[] = [];
  let rest = value;
  while (/[^\s,]/.test(rest)) {
    const parameter = PARAMETER.exec(rest);
    const current = challenges.at(-1);
    if (parameter && current) {
      const [all, name = "", quoted, bare] = parameter;
      current.parameters.push([name, quoted === undefined ? (bare ?? "") : quoted.replace(/\\(.)/gs, "$1")]);
      rest = rest.slice(all.length);
      continue;
    }
    const scheme = SCHEME.exec(rest);
    // What fits neither form is left as it stands, not guessed at.
    if (!scheme) break;
    const [all, name = "", token] = scheme;
    challenges.push({ scheme: name, parameters: [], ...(token !== undefined && { token }) });
    rest = rest.slice(all.length);
  }
  return challenges;
}

const schemes: Readonly<Record<string, string>> = {
  basic: "user name and password with every request",
  bearer: "a token from a sign-in service",
  negotiate: "Kerberos or NTLM of a Windows domain; ActiveSync clients rarely have it",
  ntlm: "the password proven without being sent; ActiveSync clients rarely have it",
  digest: "the password proven by a hash; ActiveSync does not use it",
};

const parameters: Readonly<Record<string, string>> = {
  realm: "what the password is for, in the server's words",
  client_id: "the application the token is for",
  trusted_issuers: "whose tokens are believed, as service@tenant",
  token_types: "the kinds of tokens taken",
  authorization_uri: "where to sign in",
  error: "why the token that came is refused",
  error_description: "the same in the server's words",
  scope: "the rights the token must carry",
  charset: "how the password is to be encoded",
};

/** Exchange Online, as Entra ID knows it. */
const EXCHANGE_ONLINE_APPLICATION = "00000002-0000-0ff1-ce00-000000000000";

export function readChallengeParts(value: string): HeaderPart[] {
  return readChallenges(value).flatMap(({ scheme, token, parameters: given }) => [
    part("Scheme", scheme, schemes[scheme.toLowerCase()]),
    ...(token === undefined ? [] : [part("token", token)]),
    ...given.map(([name, text]) => part(name, text, parameterMeaning(name.toLowerCase(), text))),
  ]);
}

function parameterMeaning(name: string, value: string): string | undefined {
  if (name === "client_id" && value === EXCHANGE_ONLINE_APPLICATION) return "Exchange Online itself";
  if (name === "realm" && value === "") return "the server names none";
  return parameters[name];
}
