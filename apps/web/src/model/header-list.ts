import type { Problem } from "@easel/codec/problem";

export type HeaderList = [name: string, value: string][];

/** The value of the first header with this name, compared without case. */
export function headerOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([other]) => other.toLowerCase() === wanted)?.[1];
}

/** The values of all headers with this name as one list (RFC 9110 5.3); undefined when there is none. */
export function allOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  const values = headers.filter(([other]) => sameName(other, name)).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}

/**
 * Computed headers with a person's own laid over them: the same name takes the computed one's place, an
 * empty value removes it, others follow in their order.
 */
export function layHeaders(computed: HeaderList, own: readonly (readonly [string, string])[]): HeaderList {
  const placed = new Set<number>();
  const result: HeaderList = [];
  for (const [name, value] of computed) {
    const matches = own.flatMap(([other], index) => (sameName(other, name) ? [index] : []));
    if (matches.length === 0) result.push([name, value]);
    for (const index of matches) {
      placed.add(index);
      const [ownName, ownValue] = own[index] ?? ["", ""];
      if (ownValue !== "") result.push([ownName.trim(), ownValue]);
    }
  }
  own.forEach(([name, value], index) => {
    if (!placed.has(index) && name.trim() !== "" && value !== "") result.push([name.trim(), value]);
  });
  return result;
}

/** A header's name is a token: RFC 9110 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** Characters of a name shown in a problem. */
const MAX_SHOWN = 40;

/** Where what leaves differs from the headers a person typed. Names alone are told, never a value. */
export function headerProblems(own: readonly (readonly [string, string])[]): Problem[] {
  return own.flatMap(([name, value]) => {
    const shown = name.trim().slice(0, MAX_SHOWN);
    if (value === "") return [];
    if (shown === "") return [warning("header-name-missing", "A header without a name is not sent. Give it one.")];
    if (!TOKEN.test(name.trim())) {
      const message = `“${shown}” cannot be a header's name: letters, digits and hyphens make one, and nothing else can be sent.`;
      return [warning("header-name-invalid", message)];
    }
    if (name === name.trim()) return [];
    return [warning("header-name-blanks", `The header ${shown} is sent without the blanks around its name.`)];
  });
}

/** Problems have no source for headers; like the URL they stand before the body. */
const warning = (code: string, message: string): Problem => ({ code, severity: "warning", message, source: "url" });

const sameName = (left: string, right: string): boolean => left.trim().toLowerCase() === right.toLowerCase();
