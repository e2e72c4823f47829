/** A longer text is judged each time. */
const MAX_LENGTH = 255;

/** What a pure function of a text has said, kept for the texts it was asked about last: the same few, over and over. */
export function remembered<T>(judge: (text: string) => T, size = 256): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const said = judge(text);
    if (known.size >= size) known.clear();
    if (text.length <= MAX_LENGTH) known.set(text, said);
    return said;
  };
}
