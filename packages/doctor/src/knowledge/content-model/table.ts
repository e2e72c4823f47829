/**
 * A row of an element table: name (with its parent, `Body/Type`, where it means something else there), section
 * after the table's prefix, value, one sentence. The value is written as
 *   ""           holds elements, or nothing
 *   text 1-40    characters, with the most or the fewest and most there may be
 *   int 0-512    a whole number; `~0-512` is a range that servers bend instead of refusing
 *   bool         0 or 1
 *   =0 no|1 yes  one of these; the words after the value say what it means
 *   date         dateTime, 2026-11-23T08:00:00.000Z      compact   20261123T080000Z      moment   either of them
 *   base64 65536    base64, with the most characters      zone goid opaque guid double
 *   empty        never has content
 * and ends in `?` where the element may also be empty (`int? 1-10`).
 */
export type ElementRow = readonly [name: string, section: string, value: string, meaning: string];

/**
 * What a container holds: side (with the versions it is true for, `request@-12.1`), container (`Commands/Add`
 * where the parent decides), children in the order of the specification, `strict` where another order is refused.
 * A child is written `Name?@14.0-`: `?` at most one, `*` any number, `+` at least one, `*300` at most 300, nothing
 * exactly one; `@14.0-`, `@-12.1` the versions of this place, when they are fewer than the tag's; `!` before it
 * says that only a server sends it, `^16.0-` at its end that this is so at these versions, `(A|B)` that one of them is needed; `%name` puts in a shared list.
 */
export type ContentRow = readonly [
  side: `${"request" | "reply" | "both"}${"" | `@${string}`}`,
  container: string,
  children: string,
  order?: "strict",
];

/** The content model of one namespace. Names without a namespace belong to it. */
export interface NamespaceTable {
  namespace: string;
  document: string;
  /** What the section numbers of the rows continue: "2.2.3.". */
  prefix: string;
  elements: readonly ElementRow[];
  content: readonly ContentRow[];
}
