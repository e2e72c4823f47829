/** A name with what each side says under it; several values where a name stands several times. */
export interface ListRow {
  name: string;
  a: string[];
  b: string[];
  same: boolean;
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Two lists of names and values, the names compared without case, in the order of the first list. */
export function compareLists(a: Pairs, b: Pairs): ListRow[] {
  const rows = new Map<string, ListRow>();
  const rowOf = (name: string): ListRow => {
    const key = name.toLowerCase();
    const row = rows.get(key) ?? { name, a: [], b: [], same: false };
    rows.set(key, row);
    return row;
  };
  for (const [name, value] of a) rowOf(name).a.push(value);
  for (const [name, value] of b) rowOf(name).b.push(value);
  return [...rows.values()].map((row) => ({ ...row, same: equal(row.a, row.b) }));
}

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
