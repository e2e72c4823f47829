import { decodeBase64 } from "@easel/codec/bytes";

/** Somebody who has a mailbox in the sandbox. The passwords are public test values. */
export interface User {
  /** User principal name, also the mail address. */
  user: string;
  password: string;
  /** Display name. */
  name: string;
}

export const DOMAIN = "contoso.example";
const NETBIOS_DOMAIN = "contoso";

export const sandboxUsers: readonly User[] = [
  { user: `megan@${DOMAIN}`, password: "sandbox-megan", name: "Megan Bowen" },
  { user: `alex@${DOMAIN}`, password: "sandbox-alex", name: "Alex Wilber" },
];

/** Finds a user by any spelling Exchange takes: `megan@contoso.example`, `megan`, `CONTOSO\megan`; case is ignored. */
export function findUser(login: string): User | undefined {
  const [domain, account] = login.includes("\\") ? login.split("\\", 2) : [undefined, login];
  if (domain !== undefined && ![NETBIOS_DOMAIN, DOMAIN].includes(domain.toLowerCase())) return undefined;
  const name = (account ?? "").toLowerCase();
  return sandboxUsers.find(({ user }) => user === name || user === `${name}@${DOMAIN}`);
}

/** Finds whoever receives mail for an address or, as the address list would resolve it, a display or short name. */
export function findRecipient(address: string): User | undefined {
  const wanted = address.trim().toLowerCase();
  return sandboxUsers.find(
    ({ user, name }) => user === wanted || user === `${wanted}@${DOMAIN}` || name.toLowerCase() === wanted,
  );
}

/** The user a Basic `Authorization` header proves, undefined for anything else (MS-ASHTTP 2.2.1.1.2.2). */
export function authenticate(authorization: string | null): User | undefined {
  const [, credentials] = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization ?? "") ?? [];
  if (credentials === undefined) return undefined;
  const text = decodeBase64Text(credentials);
  const colon = text.indexOf(":");
  const user = colon < 0 ? undefined : findUser(text.slice(0, colon));
  return user && user.password === text.slice(colon + 1) ? user : undefined;
}

function decodeBase64Text(base64: string): string {
  const bytes = decodeBase64(base64);
  return bytes ? new TextDecoder().decode(bytes) : "";
}
