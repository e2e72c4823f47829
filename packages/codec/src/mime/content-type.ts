export interface ContentType {
  type: string;
  parameters: Record<string, string>;
}

/**
 * Reads `type/subtype; name=value; name="value"` (RFC 2045 5.1) leniently. Names are lower-cased; values
 * keep their case. Parameters in RFC 2231 form (`name*0=`) keep their starred names.
 */
export function parseContentType(value: string): ContentType {
  const semicolon = value.indexOf(";");
  const type = (semicolon < 0 ? value : value.slice(0, semicolon)).trim().toLowerCase();
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  if (semicolon >= 0) readParameters(value, semicolon + 1, parameters);
  return { type, parameters: { ...parameters } };
}

function readParameters(value: string, from: number, into: Record<string, string>): void {
  const pattern = /[\s;]*([^\s;=]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s;]*)))?[^;]*/y;
  pattern.lastIndex = from;
  for (let match = pattern.exec(value); match && match[0] !== ""; match = pattern.exec(value)) {
    const name = match[1]?.toLowerCase();
    if (!name || name === "__proto__") continue;
    into[name] ??= match[2] !== undefined ? match[2].replace(/\\(.)/gs, "$1") : (match[3] ?? "");
  }
}
