import { toCrlf } from "./line-ends.ts";
import { addMimeVersion, declareEightBit, dropEmptyHeaders, separateHeaders, trimStart } from "./repair-message.ts";

export interface MimeTopic {
  title: string;
  advice: string;
  repair?: (message: Uint8Array) => Uint8Array;
  fixLabel?: string;
  /** True when the repair takes the header block apart, which may be a guess. */
  separates?: true;
  /** True when the repair makes the line ends CRLF, which it has to say. */
  endsLines?: true;
  section: string;
  document?: string;
}

const separate = (message: Uint8Array): Uint8Array => separateHeaders(message).bytes;

/** What to say about each problem of the MIME scan; a problem not listed here is one of reading, not of mail. */
export const mimeTopics: Readonly<Record<string, MimeTopic>> = {
  "headers-glued": {
    title: "Several headers stand on one line",
    advice: "End every header with CRLF, and put one blank line between the last header and the text.",
    repair: separate,
    separates: true,
    endsLines: true,
    fixLabel: "Separate the headers",
    section: "2.2",
  },
  "header-indented": {
    title: "A header is indented",
    advice: "Begin each header at the start of its line.",
    repair: separate,
    separates: true,
    endsLines: true,
    fixLabel: "Remove the indent",
    section: "2.2.3",
  },
  "no-blank-line": {
    title: "No blank line ends the headers",
    advice: "Put one empty line (CRLF CRLF) between the last header and the text.",
    repair: separate,
    separates: true,
    endsLines: true,
    fixLabel: "Add the blank line",
    section: "2.1",
  },
  "leading-blank-line": {
    title: "A blank line stands before the headers",
    advice: "Begin the message with its first header.",
    repair: trimStart,
    fixLabel: "Remove it",
    section: "2.1",
  },
  "byte-order-mark": {
    title: "A byte order mark stands before the headers",
    advice: "Write the message without one.",
    repair: trimStart,
    fixLabel: "Remove it",
    section: "2.1",
  },
  "header-without-colon": {
    title: "A line among the headers is no header",
    advice: "Give it the form “Name: value”, or move it below the blank line.",
    section: "2.2",
  },
  "bad-header-name": {
    title: "A header's name is malformed",
    advice: "A name is printable ASCII without spaces, followed by the colon.",
    section: "2.2",
  },
  "mixed-line-ends": {
    title: "The message mixes line ends",
    advice: "Use CRLF for every line.",
    repair: toCrlf,
    endsLines: true,
    fixLabel: "Use CRLF throughout",
    section: "2.3",
  },
  "bare-lf": {
    title: "Lines end in LF instead of CRLF",
    advice: "Use CRLF for every line.",
    repair: toCrlf,
    endsLines: true,
    fixLabel: "Use CRLF throughout",
    section: "2.3",
  },
  "bare-cr": {
    title: "Lines end in CR instead of CRLF",
    advice: "Use CRLF for every line.",
    repair: toCrlf,
    endsLines: true,
    fixLabel: "Use CRLF throughout",
    section: "2.3",
  },
  "empty-header": {
    title: "A header is empty",
    advice: "Leave the header out.",
    repair: dropEmptyHeaders,
    fixLabel: "Remove empty headers",
    section: "3.6",
  },
  "missing-from": {
    title: "The message has no From",
    advice: "Add a From header with the sender's address.",
    section: "3.6.2",
  },
  "missing-recipients": {
    title: "The message names no recipient",
    advice: "Put an address into To, Cc or Bcc.",
    section: "3.6.3",
  },
  "duplicate-header": { title: "A header stands twice", advice: "Keep one of them.", section: "3.6" },
  "bad-date": {
    title: "The Date header is no mail date",
    advice: "Write dates in the English form of RFC 5322, whatever the locale.",
    section: "3.3",
  },
  "line-too-long": {
    title: "A line is too long",
    advice: "Fold headers; encode bodies as quoted-printable or base64.",
    section: "2.1.1",
  },
  nul: { title: "The message holds a NUL byte", advice: "Remove it, or encode the part as base64.", section: "4" },
  "eight-bit-header": {
    title: "A header holds characters outside ASCII",
    advice: "Write them as an encoded word: =?utf-8?B?…?=.",
    document: "RFC 2047",
    section: "2",
  },
  "eight-bit-in-7bit": {
    title: "8-bit text in a part declared 7bit",
    advice: "Declare Content-Transfer-Encoding: 8bit, or encode the part.",
    repair: declareEightBit,
    fixLabel: "Declare 8bit",
    document: "RFC 2045",
    section: "6",
  },
  "missing-mime-version": {
    title: "MIME headers without MIME-Version",
    advice: "Add “MIME-Version: 1.0”.",
    repair: addMimeVersion,
    fixLabel: "Add MIME-Version",
    document: "RFC 2045",
    section: "4",
  },
  "boundary-missing": {
    title: "A multipart has no boundary",
    advice: "Name a boundary in Content-Type, and separate the parts with it.",
    document: "RFC 2046",
    section: "5.1.1",
  },
  "boundary-too-long": {
    title: "A boundary is too long",
    advice: "Use at most 70 characters.",
    document: "RFC 2046",
    section: "5.1.1",
  },
  "boundary-not-found": {
    title: "The boundary of a multipart never comes",
    advice: "Begin each part with a line of two hyphens and the boundary.",
    document: "RFC 2046",
    section: "5.1.1",
  },
  "boundary-not-closed": {
    title: "A multipart is never closed",
    advice: "End the last part with a line of two hyphens, the boundary and two hyphens.",
    document: "RFC 2046",
    section: "5.1.1",
  },
  "bad-base64": {
    title: "A base64 part is not base64",
    advice: "Encode the part again.",
    document: "RFC 2045",
    section: "6.8",
  },
  "bad-quoted-printable": {
    title: "A quoted-printable part is malformed",
    advice: "Write a literal equals sign as =3D.",
    document: "RFC 2045",
    section: "6.7",
  },
  "unknown-transfer-encoding": {
    title: "A Content-Transfer-Encoding that does not exist",
    advice: "Write 7bit, 8bit, binary, quoted-printable or base64: what the part's bytes are.",
    document: "RFC 2045",
    section: "6.1",
  },
  "encoded-multipart": {
    title: "A multipart is encoded as a whole",
    advice: "Encode the parts, each by itself, and leave the multipart 7bit or 8bit.",
    document: "RFC 2045",
    section: "6.4",
  },
  "unknown-charset": {
    title: "A charset that nobody knows",
    advice: "Write charset=utf-8, and the text in UTF-8.",
    document: "RFC 2045",
    section: "5.1",
  },
  "charset-mismatch": {
    title: "A text is not in the charset it names",
    advice: "Name the charset the text is really in; utf-8 is the safe one.",
    document: "RFC 2046",
    section: "4.1.2",
  },
};
