/** Failures kept in full; the rest is counted. */
const MAX_SHOWN = 10;

/** How a comparison went: documents, agreements, listed differences by kind, and failures in words. */
export class Tally {
  readonly title: string;
  documents = 0;
  agreements = 0;
  /** Documents by kind of difference; one document may show several. */
  readonly differences = new Map<string, number>();
  failures = 0;
  readonly shown: string[] = [];

  constructor(title: string) {
    this.title = title;
  }

  agree(): void {
    this.documents++;
    this.agreements++;
  }

  /** A listed difference; `isFirst` is false for the second one of the same document. */
  differ(kind: string, isFirst = true): void {
    if (isFirst) this.documents++;
    this.differences.set(kind, (this.differences.get(kind) ?? 0) + 1);
  }

  fail(what: string): void {
    this.documents++;
    this.failures++;
    if (this.shown.length < MAX_SHOWN) this.shown.push(what);
  }

  /** `4,000 documents: 3,100 agree, 900 differ as listed (other-name 700 …), 0 fail`. */
  summary(): string {
    const listed = this.documents - this.agreements - this.failures;
    const kinds = [...this.differences].sort(([, left], [, right]) => right - left);
    const named = kinds.map(([kind, count]) => `${kind} ${count}`).join(", ");
    const count = (value: number) => value.toLocaleString("en");
    return `${this.title}: ${count(this.documents)} compared, ${count(this.agreements)} agree, ${count(listed)} differ as listed${named ? ` (${named})` : ""}, ${count(this.failures)} fail`;
  }
}
