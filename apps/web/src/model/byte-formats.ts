import { encodeBase64, encodeHex } from "@easel/codec/bytes";

/** Forms bytes are copied in. */
export type ByteFormat = "hex" | "xxd" | "c" | "base64" | "python" | "javascript";

/** What each is called where it is offered. */
export const byteFormats: readonly { format: ByteFormat; label: string }[] = [
  { format: "hex", label: "Hex" },
  { format: "xxd", label: "Hex dump (xxd)" },
  { format: "base64", label: "Base64" },
  { format: "c", label: "C array" },
  { format: "python", label: "Python bytes" },
  { format: "javascript", label: "JavaScript Uint8Array" },
];

/** Most bytes that are made text of: a clipboard takes tens of megabytes badly, and a file is saved instead. */
export const MAX_COPIED_BYTES = 4_000_000;

const ROW = 16;

/** The bytes in a form other tools read; line ends are LF. A dump counts its offsets from 0, as `xxd -r` wants them. */
export function formatBytes(bytes: Uint8Array, format: ByteFormat): string {
  switch (format) {
    case "hex":
      return encodeHex(bytes);
    case "xxd":
      return rowsOf(bytes).map(dumpRow).join("");
    case "base64":
      return encodeBase64(bytes);
    case "c":
      return `unsigned char bytes[${bytes.length}] = {${listed(bytes)}};\n`;
    case "python":
      return pythonBytes(bytes);
    case "javascript":
      return `new Uint8Array([${listed(bytes)}])\n`;
  }
}

function rowsOf(bytes: Uint8Array): Uint8Array[] {
  const rows: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += ROW) rows.push(bytes.subarray(at, at + ROW));
  return rows;
}

function dumpRow(row: Uint8Array, index: number): string {
  const pairs = encodeHex(row).match(/.{1,4}/g) ?? [];
  const offset = (index * ROW).toString(16).padStart(8, "0");
  return `${offset}: ${pairs.join(" ").padEnd(39)}  ${printable(row)}\n`;
}

function printable(row: Uint8Array): string {
  let text = "";
  for (const byte of row) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  return text;
}

/** `0x03, 0x01`, sixteen on an indented line when there are more. */
function listed(bytes: Uint8Array): string {
  const lines = rowsOf(bytes).map((row) => `0x${encodeHex(row, ", 0x")}`);
  return lines.length > 1 ? `\n${lines.map((line) => `  ${line},\n`).join("")}` : lines.join("");
}

function pythonBytes(bytes: Uint8Array): string {
  const lines = rowsOf(bytes).map((row) => {
    let text = "";
    for (const byte of row) text += pythonByte(byte);
    return `b"${text}"`;
  });
  return lines.length > 1 ? `(\n${lines.map((line) => `    ${line}\n`).join("")})\n` : `${lines[0] ?? 'b""'}\n`;
}

/** Letters as they are; a quote, a backslash and all else as two hex digits. */
function pythonByte(byte: number): string {
  const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
  return plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}
