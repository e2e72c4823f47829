import { byteStringOf, bytesOfByteString } from "@easel/codec/bytes";
import { isKnownHeaderName } from "@easel/codec/mime";
import { toCrlf } from "./line-ends.ts";
import { splitHeaders } from "./split-headers.ts";

const CRLF = "\r\n";

export interface Repair {
  bytes: Uint8Array;
  /** True when where the headers end had to be guessed. */
  guessed: boolean;
}

/** Takes byte order mark, leading blank lines and white space away. */
export const trimStart = (bytes: Uint8Array): Uint8Array =>
  bytesOfByteString(byteStringOf(bytes).replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, ""));

/** Each header on a line of its own, empty address headers dropped, one blank line, CRLF but for binary bodies. */
export function separateHeaders(bytes: Uint8Array): Repair {
  const { headers, body, guessed } = splitHeaders(byteStringOf(trimStart(bytes)));
  const kept = headers.filter((header) => !isEmptyHeader(header));
  return { bytes: toCrlf(bytesOfByteString([...kept, "", body].join(CRLF))), guessed };
}

/** The whole mechanical repair: headers apart, blank line, CRLF, MIME-Version when MIME is used. */
export function repairMessage(bytes: Uint8Array): Repair {
  const separated = separateHeaders(bytes);
  return { ...separated, bytes: addMimeVersion(separated.bytes) };
}

export const dropEmptyHeaders = (bytes: Uint8Array): Uint8Array =>
  editHeaders(bytes, (lines) => lines.filter((line) => !isEmptyHeader(line)));

export const addMimeVersion = (bytes: Uint8Array): Uint8Array =>
  editHeaders(bytes, (lines) => {
    const has = (name: RegExp) => lines.some((line) => name.test(line));
    return has(/^content-(?:type|transfer-encoding):/i) && !has(/^mime-version:/i)
      ? [...lines, "MIME-Version: 1.0"]
      : lines;
  });

/** Says 8bit where 7bit (or nothing) was said, in the top headers. */
export const declareEightBit = (bytes: Uint8Array): Uint8Array =>
  editHeaders(bytes, (lines) => [
    ...lines.filter((line) => !/^content-transfer-encoding:/i.test(line)),
    "Content-Transfer-Encoding: 8bit",
  ]);

/** Edits the top header lines (folded ones joined to their header) and leaves all else byte for byte. */
function editHeaders(bytes: Uint8Array, edit: (headers: string[]) => string[]): Uint8Array {
  const text = byteStringOf(bytes);
  const end = /\r\n\r\n|\n\n|\r\r/.exec(text);
  if (!end) return bytes;
  const newline = end[0].slice(0, end[0].length / 2);
  const headers = text
    .slice(0, end.index)
    .split(newline)
    .reduce<string[]>((list, line) => {
      if (/^[ \t]/.test(line) && list.length > 0) list[list.length - 1] += newline + line;
      else list.push(line);
      return list;
    }, []);
  return bytesOfByteString(edit(headers).join(newline) + text.slice(end.index));
}

function isEmptyHeader(header: string): boolean {
  const colon = header.indexOf(":");
  const name = header.slice(0, colon);
  // A subject may be empty; an address header may not.
  return (
    colon > 0 && header.slice(colon + 1).trim() === "" && isKnownHeaderName(name) && !/^(?:subject|x-)/i.test(name)
  );
}
