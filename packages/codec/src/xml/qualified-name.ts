/** A name WBXML can spell out (a literal) and XML cannot: every other character becomes `_x0020_`, as .NET does. */
export function xmlName(name: string): string {
  if (/^[A-Za-z][\w.-]*$/.test(name) && !name.includes("_x")) return name;
  const escaped = name.replace(/^[^A-Za-z]|[^\w.-]|_(?=x)/g, (char) => `_x${hex4(char)}_`);
  return escaped === "" ? "_x_" : escaped;
}

/** The name that `xmlName` wrote. */
export const nameOfXml = (name: string): string =>
  name === "_x_" ? "" : name.replace(/_x([0-9A-F]{4})_/g, (_, digits: string) => unit(digits));

const hex4 = (char: string): string => char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
const unit = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));
