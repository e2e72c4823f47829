import { redactXml } from "./redact-xml.ts";
import type { ServerSession, SessionState } from "./session-store.ts";

const HIDDEN = "(hidden)";
/** Characters in a row that are taken for part of a secret, where a message quotes only a piece of it. */
const PIECE = 8;
/** Shorter ones are words like any other. */
const MIN_SECRET = 3;
/** What is looked at of a message, characters. */
const MAX_MESSAGE = 2000;

/** A message nobody wrote for people to read, such as a crash's, without what it may quote of secrets. */
export function hideSecrets(message: string, { servers }: SessionState): string {
  let text = redactXml(message.slice(0, MAX_MESSAGE), []);
  for (const secret of Object.values(servers).flatMap(secretsOf)) text = without(text, secret);
  return text
    .replace(/\b(Basic|Bearer)\s+(?!\(hidden\))\S+/gi, `$1 ${HIDDEN}`)
    .replace(/\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, HIDDEN);
}

function secretsOf({ credentials, policyKey, cookies }: ServerSession): string[] {
  const secrets = [policyKey, ...cookies.map(({ value }) => value)];
  if (credentials.kind === "basic") secrets.push(credentials.password);
  if (credentials.kind === "bearer") secrets.push(credentials.token.trim());
  return secrets.filter(({ length }) => length >= MIN_SECRET);
}

/** Without the secret, and without every longer piece of it. */
function without(text: string, secret: string): string {
  const size = Math.min(PIECE, secret.length);
  let kept = "";
  let hidden = false;
  for (let at = 0; at < text.length; ) {
    let length = secret.includes(text.slice(at, at + size)) ? size : 0;
    if (at + length > text.length) length = 0;
    while (length > 0 && at + length < text.length && secret.includes(text.slice(at, at + length + 1))) length += 1;
    if (length > 0 && !hidden) kept += HIDDEN;
    hidden = length > 0;
    if (length === 0) kept += text[at];
    at += Math.max(1, length);
  }
  return kept;
}
