import { decodeBase64 } from "@easel/codec/bytes";
import { type HeaderPart, part } from "./header-part.ts";

const names: Readonly<Record<string, string>> = {
  "x-backendcookie": "Exchange's note of the mailbox server, so that the next request goes there at once",
  clientid: "a name Exchange gives to this client",
  exchangecookie: "ties the client to one front server",
  asp_net_sessionid: "a session of ASP.NET",
  "asp.net_sessionid": "a session of ASP.NET",
  "0xhiggsrv": "a session of SOGo",
  arraffinity: "ties the client to one server behind a load balancer of Azure",
  awsalb: "ties the client to one server behind a load balancer of Amazon",
  phpsessid: "a session of PHP",
  canary: "a guard of web forms; ActiveSync has no use for it",
  uc: "a setting of Outlook on the web; ActiveSync has no use for it",
};

const attributes: Readonly<Record<string, string>> = {
  path: "sent back for this path and what is below it",
  domain: "sent back to this domain and its hosts",
  expires: "kept until then",
  "max-age": "kept for so many seconds; 0 deletes it",
  secure: "over https only",
  httponly: "hidden from the scripts of web pages",
  samesite: "for browsers: whether other sites may cause it to be sent",
};

/** Name, value and attributes of a Set-Cookie header (RFC 6265 5.2). */
export function readSetCookie(line: string): HeaderPart[] {
  const [pair = "", ...rest] = line.split(";");
  const at = pair.indexOf("=");
  const name = pair.slice(0, Math.max(0, at)).trim();
  const value = pair.slice(at + 1).trim();
  const inside = name.toLowerCase() === "x-backendcookie" ? backEndOf(value) : undefined;
  return [
    part("Cookie", name, names[name.toLowerCase()]),
    { ...part("Value", value, `${value.length} characters`), isSecret: true },
    ...(inside === undefined ? [] : [{ ...part("Points at", inside), isSecret: true }]),
    ...rest.flatMap((attribute) => {
      const [key = "", ...words] = attribute.split("=");
      if (key.trim() === "") return [];
      return [part(key.trim(), words.join("=").trim(), attributes[key.trim().toLowerCase()])];
    }),
  ];
}

/** Exchange writes the server into this cookie as base64 of bytes with every bit turned over. */
function backEndOf(value: string): string | undefined {
  const packed = /=([A-Za-z\d+/]{4,}=*)$/.exec(value)?.[1];
  const padded = packed?.replace(/=+$/, "") ?? "";
  const bytes = decodeBase64(padded.padEnd(Math.ceil(padded.length / 4) * 4, "="));
  if (packed === undefined || !bytes) return undefined;
  const text = new TextDecoder().decode(bytes.map((byte) => byte ^ 0xff));
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
