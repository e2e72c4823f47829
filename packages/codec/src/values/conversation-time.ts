/**
 * How a conversation index holds time (MS-OXOMSG 2.2.1.3). Five bytes of a FILETIME head it: Exchange 2007, 2010
 * and Outlook leave out the top 8 and the low 16 bits, Exchange 2013 and later the low 24 bits. The top byte of
 * a FILETIME is 01 from 1829 to 2057, so five bytes that begin with 01 are of the later kind.
 */
export type DroppedBits = 16 | 24;

/** The top byte, 01, of every FILETIME between 1829 and 2057. */
const TOP = 1n << 56n;
/** Differences from 2^49 steps of 100 ns (1.78 years) on are stored coarsely. */
const COARSE_FROM = 1n << 49n;
const FINE_SHIFT = 18n;
const COARSE_SHIFT = 23n;
const DELTA_MASK = 0x7fff_ffffn;
/** Where a coarse difference wraps around: 31 bits of 2^23 steps, 57 years. */
const WRAP = 1n << 54n;

export const droppedBitsOf = (headerTime: bigint): DroppedBits => (headerTime >> 32n === 1n ? 24 : 16);

/** FILETIME of the header's five bytes, its left out low bits zero. */
export const filetimeOfHeader = (headerTime: bigint): bigint =>
  droppedBitsOf(headerTime) === 24 ? headerTime << 24n : TOP | (headerTime << 16n);

/** The five bytes for a FILETIME, undefined when its top byte is not 01 or they would be taken for the other kind. */
export function headerOfFiletime(filetime: bigint, droppedBits: DroppedBits): bigint | undefined {
  if (filetime >> 56n !== 1n) return undefined;
  const headerTime = (filetime >> BigInt(droppedBits)) & 0xff_ffff_ffffn;
  return droppedBitsOf(headerTime) === droppedBits ? headerTime : undefined;
}

/** What a response level stores. */
export interface TimeDelta {
  /** 0: steps of 2^18 × 100 ns (26 ms). 1: steps of 2^23 × 100 ns (0.84 s), for 1.78 years and more. */
  deltaCode: 0 | 1;
  /** 31 bits. */
  timeDelta: number;
}

/**
 * FILETIME of a response. Exchange 2013 and later take the difference from a header read as the older kind,
 * which lies near 1830; so there a coarse difference is added to that date, and the wraps of 57 years undone.
 */
export function filetimeOfResponse(headerTime: bigint, { deltaCode, timeDelta }: TimeDelta): bigint {
  const header = filetimeOfHeader(headerTime);
  const difference = BigInt(timeDelta) << (deltaCode ? COARSE_SHIFT : FINE_SHIFT);
  if (deltaCode === 0 || droppedBitsOf(headerTime) === 16) return header + difference;
  const wrapped = (TOP | (headerTime << 16n)) + difference;
  // The header's own low bits are unknown: a response in the same second may seem to precede it.
  const earliest = header - (1n << 24n);
  const wraps = wrapped < earliest ? (earliest - wrapped + WRAP - 1n) / WRAP : 0n;
  return wrapped + wraps * WRAP;
}

/** What a response at this FILETIME stores; one before the header counts as at the same time. */
export function deltaOfResponse(headerTime: bigint, filetime: bigint): TimeDelta {
  const base = TOP | (headerTime << 16n);
  const difference = filetime > base ? filetime - base : 0n;
  const coarse = difference >= COARSE_FROM;
  const delta = (difference >> (coarse ? COARSE_SHIFT : FINE_SHIFT)) & DELTA_MASK;
  return { deltaCode: coarse ? 1 : 0, timeDelta: Number(delta) };
}
