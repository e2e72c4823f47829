/** One mailbox of an address header; `name` is empty when only an address was written. */
export interface Address {
  name: string;
  address: string;
}

/**
 * The mailboxes of an address header such as To (RFC 5322 3.4), groups opened. Reads what people write
 * rather than what the grammar allows: an entry without an address keeps its text as `address`.
 */
export function parseAddresses(value: string): Address[] {
  return splitEntries(value).flatMap((entry) => {
    const angled = /^(.*?)<([^<>]*)>/s.exec(entry);
    const name = angled ? unquote(angled[1] ?? "") : "";
    const address = (angled ? (angled[2] ?? "") : unquote(entry)).trim();
    return address === "" ? [] : [{ name, address }];
  });
}

/** As Exchange writes it in To, Cc and From: `"Megan Bowen" <megan@contoso.example>`. */
export const formatAddresses = (addresses: readonly Address[]): string =>
  addresses.map(({ name, address }) => (name ? `"${name}" <${address}>` : `<${address}>`)).join(", ");

/** Cuts at commas and group marks outside quotes and angle brackets; comments in parentheses are dropped. */
function splitEntries(value: string): string[] {
  const entries: string[] = [];
  let entry = "";
  let quoted = false;
  let comment = 0;
  let angled = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    if (char === "\\" && (quoted || comment > 0)) {
      if (comment === 0) entry += char + (value[at + 1] ?? "");
      at++;
    } else if (char === '"' && comment === 0) {
      quoted = !quoted;
      entry += char;
    } else if (!quoted && char === "(") comment++;
    else if (!quoted && char === ")" && comment > 0) comment--;
    else if (comment > 0) continue;
    else if (!quoted && !angled && (char === "," || char === ";")) {
      entries.push(entry);
      entry = "";
    } else if (!quoted && !angled && char === ":") entry = "";
    else {
      if (!quoted && char === "<") angled = true;
      if (!quoted && char === ">") angled = false;
      entry += char;
    }
  }
  entries.push(entry);
  return entries.map((text) => text.trim()).filter((text) => text !== "");
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1).replace(/\\(.)/gs, "$1") : trimmed;
}
