// Runs in any JavaScript runtime: nothing but the packed codec and its neighbours in the consumer's folder.
import * as bytes from "@easel/codec/bytes";
import * as http from "@easel/codec/http";
import { hasError } from "@easel/codec/problem";
import * as wbxml from "@easel/codec/wbxml";
import tours from "./tours.mjs";
import golden from "./vectors.mjs";

export function trial() {
  const failures = [];
  let checks = 0;
  const check = (actual, expected) => {
    checks++;
    if (String(actual) !== expected) failures.push(`the tour gives ${actual}, not ${expected}`);
  };
  for (const [index, tour] of tours.entries()) attempt(`example ${index + 1}`, () => void tour(check));
  for (const { name, hex, xml, problems } of golden.documents) {
    attempt(name, () => document(bytesOf(hex), xml, problems));
  }
  for (const { name, hex } of golden.captures) attempt(name, () => capture(bytesOf(hex)));
  for (const { name, hex } of golden.multiparts) attempt(name, () => multipart(bytesOf(hex)));
  for (const { name, query, plain } of golden.queries) attempt(name, () => command(query, plain));

  /** `run` gives what went wrong, if anything. */
  function attempt(name, run) {
    try {
      const fault = run();
      if (fault) failures.push(`${name}: ${fault}`);
    } catch (error) {
      failures.push(`${name}: ${error?.stack ?? error}`);
    }
  }
  const vectors = Object.values(golden).reduce((sum, list) => sum + list.length, 0);
  return { checks, vectors, hasBuffer: typeof globalThis.Buffer === "function", failures };
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

function document(wire, xml, expected) {
  if (!same(wbxml.xmlToWbxml(xml).bytes, wire)) return "its XML encodes to other bytes";
  const problems = wbxml.decodeWbxml(wire).problems.map(({ severity, code }) => `${severity} ${code}`);
  return problems.join() === expected.join() ? capture(wire) : `has the problems ${problems}, not ${expected}`;
}

function capture(wire) {
  const { document, problems } = wbxml.decodeWbxml(wire);
  const { text } = wbxml.wbxmlToXml(wire);
  if (hasError(problems)) return text.startsWith("<?xml") ? undefined : "gives no text for what is damaged";
  if (!same(wbxml.encodeWbxml(document).bytes, wire)) return "its tree encodes to other bytes";
  return same(wbxml.xmlToWbxml(text).bytes, wire) ? undefined : "its text encodes to other bytes";
}

function multipart(wire) {
  const { parts, problems } = http.parseMultipart(wire);
  if (problems.length > 0) return "has problems";
  return same(http.formatMultipart(parts.map((part) => part.bytes)), wire) ? undefined : "is put together otherwise";
}

function command(query, plain) {
  const url = `https://mail.contoso.example/Microsoft-Server-ActiveSync?${query}`;
  const { command: parsed } = http.parseCommandUrl(url);
  if (http.formatCommandUrl(parsed, "base64") !== url) return "is written otherwise in base64";
  return http.formatCommandUrl(parsed, "plain").split("?")[1] === plain ? undefined : "is written otherwise in plain";
}

const same = (left, right) => left !== undefined && bytes.equalBytes(left, right);
