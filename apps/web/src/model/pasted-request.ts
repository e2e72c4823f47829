import type { HeaderList } from "./header-list.ts";
import { shellWords } from "./shell-words.ts";

/** A whole request as other tools write one. */
export interface PastedRequest {
  /** What it was written as, for the sentence about it. */
  form: "a URL" | "a raw HTTP request" | "a cURL command";
  method: string;
  url: string;
  headers: HeaderList;
  /** As it stood there; "" without one. */
  body: string;
  /** The body is in a file, which only its name is known of. */
  bodyFile?: string;
  /** User and password of `curl -u`. */
  user?: string;
}

const URL_LINE = /^https?:\/\/[^\s#]+\/microsoft-server-activesync(?:\?\S*)?$/i;
const REQUEST_LINE = /^(POST|OPTIONS|GET|PUT|HEAD|DELETE)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*(?:\r?\n|$)/;

/** Reads a command's URL, a raw HTTP request or a cURL command; undefined when the text is none of them. */
export function readPastedRequest(text: string): PastedRequest | undefined {
  const trimmed = text.replace(/^\uFEFF/, "").trimStart();
  if (URL_LINE.test(trimmed.trimEnd())) {
    return { form: "a URL", method: "POST", url: trimmed.trimEnd(), headers: [], body: "" };
  }
  if (/^curl(?:\.exe)?\s/i.test(trimmed)) return readCurl(shellWords(trimmed.trimEnd()).slice(1));
  return readRaw(trimmed);
}

function readRaw(text: string): PastedRequest | undefined {
  const line = REQUEST_LINE.exec(text);
  if (!line) return undefined;
  const after = text.slice(line[0].length);
  const end = /(?:^|\r?\n)\r?\n/.exec(after);
  const head = end ? after.slice(0, end.index) : after;
  const headers: HeaderList = [];
  for (const field of head.split(/\r?\n/)) {
    const colon = field.indexOf(":");
    const last = headers.at(-1);
    if (/^[ \t]/.test(field) && last) last[1] += ` ${field.trim()}`;
    else if (colon > 0) headers.push([field.slice(0, colon).trim(), field.slice(colon + 1).trim()]);
  }
  const [, method = "", target = ""] = line;
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "";
  const url = /^https?:\/\//i.test(target) ? target : host === "" ? target : `https://${host}${target}`;
  const body = end ? after.slice(end.index + end[0].length) : "";
  return { form: "a raw HTTP request", method, url, headers, body };
}

const CURL_TYPE = "application/x-www-form-urlencoded";

/** Options of curl that take a value and say nothing of the request itself. */
const VALUED =
  /^(?:-o|-x|-m|-w|-c|-e|-F|-T|-K|-E|--(?:output|proxy|max-time|connect-timeout|cacert|cert|key|write-out|cookie-jar|resolve|retry|interface|referer|config|ciphers|tls-max))$/;

function readCurl(words: readonly string[]): PastedRequest | undefined {
  const read: PastedRequest = { form: "a cURL command", method: "", url: "", headers: [], body: "" };
  for (let at = 0; at < words.length; at++) {
    const [name, value] = optionOf(words[at] ?? "");
    const next = () => value ?? words[++at] ?? "";
    if (name === "-X" || name === "--request") read.method = next();
    else if (name === "-H" || name === "--header") addHeader(read, next());
    else if (name === "-A" || name === "--user-agent") read.headers.push(["User-Agent", next()]);
    else if (name === "-b" || name === "--cookie") read.headers.push(["Cookie", next()]);
    else if (name === "-u" || name === "--user") read.user = next();
    else if (name === "--url") read.url = next();
    else if (name === "-d" || /^--data(?:-raw|-binary|-ascii)?$/.test(name)) addData(read, next(), name);
    else if (name === "-I" || name === "--head") read.method = "HEAD";
    else if (VALUED.test(name)) next();
    else if (!name.startsWith("-") && read.url === "") read.url = name;
  }
  if (read.url === "") return undefined;
  if (!/^https?:\/\//i.test(read.url)) read.url = `https://${read.url}`;
  // What curl says of data by itself.
  const typed = read.headers.some(([header]) => header.toLowerCase() === "content-type");
  if (!typed && (read.body !== "" || read.bodyFile !== undefined)) read.headers.push(["Content-Type", CURL_TYPE]);
  read.method ||= read.body !== "" || read.bodyFile !== undefined ? "POST" : "GET";
  return read;
}

/** An option and, where it stands right behind it (`-XPOST`, `--url=…`), its value. */
function optionOf(word: string): [name: string, value: string | undefined] {
  const together = /^(--[\w-]+)=([\s\S]*)$|^(-[XHAbudomwxceFTKE])([\s\S]+)$/.exec(word);
  return together ? [together[1] ?? together[3] ?? "", together[2] ?? together[4]] : [word, undefined];
}

function addHeader(read: PastedRequest, line: string): void {
  const colon = line.indexOf(":");
  if (colon > 0) read.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
}

function addData(read: PastedRequest, value: string, option: string): void {
  if (value.startsWith("@") && option !== "--data-raw") read.bodyFile = value.slice(1);
  else read.body += read.body === "" ? value : `&${value}`;
}
