export type ValueKind =
  | "none"
  | "text"
  | "int"
  | "bool"
  | "choice"
  | "date"
  | "compact"
  | "moment"
  | "base64"
  | "zone"
  | "goid"
  | "opaque"
  | "guid"
  | "double"
  | "empty";

/** What may stand inside an element. */
export interface ValueRule {
  kind: ValueKind;
  /** True when the element may also be without content. */
  optional: boolean;
  /** Characters of a text, or the bounds of a number. */
  min?: number;
  max?: number;
  /** True when servers bend a number into the range instead of refusing it. */
  bends?: true;
  /** The values of a choice with what each means; the meaning is empty where the value says it. */
  choices?: readonly (readonly [value: string, meaning: string])[];
}

/** Reads the value column of an element table; see `ElementRow`. */
export function readValue(text: string): ValueRule {
  if (text === "") return { kind: "none", optional: true };
  if (text.startsWith("=")) {
    const choices = text
      .slice(1)
      .split("|")
      .map((choice) => {
        const space = choice.startsWith("Document Library") ? -1 : choice.indexOf(" ");
        return space < 0 ? ([choice, ""] as const) : ([choice.slice(0, space), choice.slice(space + 1)] as const);
      });
    return { kind: "choice", optional: false, choices };
  }
  const [head = "", range = ""] = text.split(" ");
  const optional = head.endsWith("?");
  const kind = (optional ? head.slice(0, -1) : head) as ValueKind;
  if (kind === "bool") return { kind, optional, min: 0, max: 1 };
  if (range === "") return { kind, optional };
  const bends = range.startsWith("~");
  const [, min, max] = /^(-?\d+)?(?:-(\d+)?)?$/.exec(bends ? range.slice(1) : range) ?? [];
  const only = !range.includes("-", 1);
  return {
    kind,
    optional,
    ...(min === undefined || only ? {} : { min: Number(min) }),
    ...(only ? { max: Number(min) } : max === undefined ? {} : { max: Number(max) }),
    ...(bends ? { bends: true } : {}),
  };
}
