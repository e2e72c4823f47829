import { encodeBase64 } from "../bytes/index.ts";
import { type Base64Fields, parameterTags, policyKeyBytes, writeBase64Fields } from "./base64-layout.ts";
import { codeOf, isTrue, optionBit, tagOf, versionByte } from "./base64-names.ts";
import { base64QueryFields } from "./base64-text.ts";
import { percentDecode, percentEncode } from "./percent.ts";
import { plainPieces } from "./plain-query.ts";
import { queryForm } from "./query-form.ts";

/**
 * Sets, replaces or (with undefined) removes one field of a query and leaves every other character of a
 * plain query as it is. Names match in any case. A base64 query is written anew with the same fields in the
 * same order; there the names ProtocolVersion, Locale (decimal) and PolicyKey (decimal) work too, and
 * SaveInSent and AcceptMultiPart are bits. A value that a base64 query cannot carry leaves it unchanged.
 */
export function setQueryField(query: string, name: string, value: string | undefined): string {
  return queryForm(query) === "base64" ? setBase64Field(query, name, value) : setPlainField(query, name, value);
}

function setPlainField(query: string, name: string, value: string | undefined): string {
  const wanted = name.toLowerCase();
  const piece = plainPieces(query).find((other) => percentDecode(other.name).text.toLowerCase() === wanted);
  if (!piece) {
    if (value === undefined) return query;
    const glue = query === "" || query.endsWith("&") ? "" : "&";
    return `${query}${glue}${percentEncode(name)}=${percentEncode(value)}`;
  }
  if (value !== undefined) {
    const head = query.slice(0, piece.valueStart);
    return `${head.endsWith("=") ? head : `${head}=`}${percentEncode(value)}${query.slice(piece.end)}`;
  }
  const before = query.slice(0, piece.start);
  const after = query.slice(piece.end);
  return after.startsWith("&") ? before + after.slice(1) : before.replace(/&$/, "") + after;
}

function setBase64Field(query: string, name: string, value: string | undefined): string {
  const { fields } = base64QueryFields(query);
  if (!changeField(fields, name.toLowerCase(), value)) return query;
  const bytes = writeBase64Fields(fields);
  return bytes ? encodeBase64(bytes) : query;
}

/** False when the field or the value has no place in the base64 form. */
function changeField(fields: Base64Fields, name: string, value: string | undefined): boolean {
  const text = new TextEncoder().encode(value ?? "");
  switch (name) {
    case "cmd": {
      const code = codeOf(value ?? "");
      if (code !== undefined) fields.commandCode = code;
      return code !== undefined;
    }
    case "protocolversion": {
      const version = versionByte(value ?? "");
      if (version !== undefined) fields.version = version;
      return version !== undefined;
    }
    case "locale":
      fields.locale = numberUpTo(value ?? "0", 0xffff) ?? fields.locale ?? 0;
      return numberUpTo(value ?? "0", 0xffff) !== undefined;
    case "policykey": {
      const key = numberUpTo(value ?? "0", 0xffffffff);
      if (key !== undefined) fields.policyKey = value === undefined ? new Uint8Array(0) : policyKeyBytes(key);
      return key !== undefined;
    }
    case "deviceid":
      fields.deviceId = text;
      return true;
    case "devicetype":
      fields.deviceType = text;
      return true;
    default:
      return changeParameter(fields, name, value, text);
  }
}

function changeParameter(fields: Base64Fields, name: string, value: string | undefined, text: Uint8Array): boolean {
  const bit = optionBit(name);
  const tag = bit ? parameterTags.Options : tagOf(name);
  if (tag === undefined) return false;
  const index = fields.parameters.findIndex((parameter) => parameter.tag === tag);
  const old = fields.parameters[index];
  let content: Uint8Array | undefined = value === undefined ? undefined : text;
  if (bit) {
    const bits = value !== undefined && isTrue(value) ? (old?.value[0] ?? 0) | bit : (old?.value[0] ?? 0) & ~bit;
    content = bits === 0 ? undefined : Uint8Array.of(bits);
  }
  if (content === undefined) {
    if (old) fields.parameters.splice(index, 1);
  } else if (old) fields.parameters[index] = { ...old, value: content };
  else fields.parameters.push({ tag, value: content, span: { start: 0, end: 0 } });
  return true;
}

function numberUpTo(text: string, max: number): number | undefined {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number <= max ? number : undefined;
}
