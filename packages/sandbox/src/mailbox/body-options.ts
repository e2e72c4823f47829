/** One BodyPreference (MS-ASAIRS 2.2.2.12). */
export interface BodyPreference {
  /** 1 plain text, 2 HTML, 3 RTF, 4 MIME. */
  type: number;
  /** Bytes; absent means all. */
  truncationSize?: number;
  allOrNone: boolean;
  /** Characters of Preview, 0-255; from 14.0. */
  preview?: number;
}

/** What a client asked for in Sync's Options: which items, and how their bodies travel. */
export interface ItemOptions {
  /** 0 all, 1 one day … 7 six months, 8 tasks not done (MS-ASCMD 2.2.3.68.2). */
  filterType: number;
  /** 0 never, 1 only S/MIME, 2 always; absent is not said (MS-ASCMD 2.2.3.110.3). */
  mimeSupport?: number;
  /** Bytes a MIME body is cut to by MIMETruncation; absent means all. */
  mimeTruncation?: number;
  /** Characters a 2.5 body is cut to by Truncation; absent means all. */
  truncation?: number;
  preferences: BodyPreference[];
  /** True where the client's change wins over one it has not seen (Conflict 0, MS-ASCMD 2.2.3.34). */
  clientWins?: boolean;
}

export const defaultOptions = (): ItemOptions => ({ filterType: 0, preferences: [] });

/** The same forms of the body, cut nowhere. */
export const wholeOptions = ({ mimeSupport, preferences }: ItemOptions): ItemOptions => ({
  ...defaultOptions(),
  ...(mimeSupport === undefined ? {} : { mimeSupport }),
  preferences: preferences.map(({ type }) => ({ type, allOrNone: false })),
});

const DAY = 24 * 60 * 60 * 1000;
const filterDays: Record<number, number> = { 1: 1, 2: 3, 3: 7, 4: 14, 5: 30, 6: 90, 7: 180 };

/** The time an item must be younger than to pass a FilterType that goes by age. */
export function filterStart(filterType: number, now: Date): Date | undefined {
  const days = filterDays[filterType];
  return days === undefined ? undefined : new Date(now.getTime() - days * DAY);
}

/** MIMETruncation 0-8 as bytes (MS-ASCMD 2.2.3.111); 8 cuts nothing. */
export const mimeTruncationBytes: readonly (number | undefined)[] = [
  0,
  4096,
  5120,
  7168,
  10240,
  20480,
  51200,
  102400,
  undefined,
];

/** Truncation 0-9 of 2.5 as characters; 9 cuts nothing. */
export const truncationCharacters: readonly (number | undefined)[] = [
  0,
  512,
  1024,
  2048,
  5120,
  10240,
  20480,
  51200,
  102400,
  undefined,
];
