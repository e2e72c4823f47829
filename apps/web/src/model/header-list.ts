export type HeaderList = [name: string, value: string][];

/** The value of the first header with this name, compared without case. */
export function headerOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([other]) => other.toLowerCase() === wanted)?.[1];
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

const sameName = (left: string, right: string): boolean => left.trim().toLowerCase() === right.toLowerCase();
