import {
  byteStringOf,
  bytesOfByteString,
  decodeBase64,
  decodeHex,
  encodeBase64,
  encodeHex,
  findBase64Fault,
  findUtf8Fault,
} from "../src/bytes/index.ts";
import { sniffPaste } from "../src/xml/index.ts";
import { broken, expectSameBytes } from "./invariant.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Any text as something pasted: sniffed, and read as hex, base64 and UTF-8. */
export function checkPaste(text: string): void {
  sniffPaste(text);
  const fromHex = decodeHex(text);
  if (fromHex) expectSameBytes("hex is lost", decodeHex(encodeHex(fromHex, " ")), fromHex);
  for (const alphabet of ["standard", "url"] as const) {
    for (const allowWhitespace of [false, true]) {
      const options = { alphabet, allowWhitespace };
      const bytes = decodeBase64(text, options);
      const fault = findBase64Fault(text, options);
      if ((bytes === undefined) !== (fault !== undefined)) broken("base64 fault without reason", `at ${fault}`);
      if (fault !== undefined && (fault < 0 || fault > text.length)) broken("base64 fault outside", `at ${fault}`);
      if (!bytes) continue;
      const written = encodeBase64(bytes, alphabet);
      expectSameBytes("base64 is lost", decodeBase64(written, options), bytes);
      if (alphabet === "standard" && !allowWhitespace && written !== text) broken("base64 has two spellings", written);
    }
  }
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  expectSameBytes("byte string is lost", bytesOfByteString(byteStringOf(bytes)), bytes);
  const fault = findUtf8Fault(bytes);
  let isSound = true;
  try {
    strict.decode(bytes);
  } catch {
    isSound = false;
  }
  if (isSound !== (fault === undefined)) broken("UTF-8 is judged otherwise than by the platform", `at ${fault}`);
  if (fault !== undefined) strict.decode(bytes.subarray(0, fault));
}
