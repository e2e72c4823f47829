/** What a relay may cost. Tests hand in smaller numbers; nothing else should. */
export interface Limits {
  /** Milliseconds for finding the address, connecting and securing together. */
  connectMs: number;
  /** Milliseconds to the first byte of the answer when the page names none. */
  firstByteMs: number;
  /** The longest the page may ask to wait for the first byte, milliseconds. */
  firstByteCapMs: number;
  /** Milliseconds of silence in the middle of a reply's body. */
  idleMs: number;
  /** The longest a relay may take in all, milliseconds: a server that drips is never silent. */
  totalMs: number;
  /** Milliseconds after which a running wait is said again, so that nothing between takes the line for dead. */
  keepAliveMs: number;
  /** Milliseconds the page may leave a frame unread before its relay is ended. */
  stallMs: number;
  requestBytes: number;
  /** A request body up to this long is here whole before anything is dialled; of a longer one, never more is kept. */
  wholeBytes: number;
  replyBytes: number;
  /** Relays running at the same time. */
  relays: number;
  relaysPerClient: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const DEFAULT_LIMITS: Limits = {
  connectMs: 15_000,
  firstByteMs: 120_000,
  // The longest heartbeat servers accept for Ping is 3540 s (MS-ASCMD 2.2.3.88.1); this is a little above it.
  firstByteCapMs: 3_600_000,
  idleMs: 120_000,
  totalMs: 7_200_000,
  keepAliveMs: 15_000,
  stallMs: 300_000,
  requestBytes: 50 * MIB,
  wholeBytes: 256 * KIB,
  replyBytes: 100 * MIB,
  relays: 2000,
  relaysPerClient: 64,
};

/** For a proxy that strangers use. */
export const PUBLIC_LIMITS: Limits = { ...DEFAULT_LIMITS, relaysPerClient: 16 };

/** How often one client may send through a proxy that strangers use. */
export const PUBLIC_RATE = { perMinute: 60, burst: 30 };

/** Milliseconds the page may take for its headers, and for its whole request. */
export const PAGE_HEADERS_MS = 20_000;
export const PAGE_REQUEST_MS = 600_000;

/** Upper bound of all request headers of the page, bytes: URL and bearer token travel in one of them. */
export const PAGE_HEADER_BYTES = 64 * 1024;

/** Upper bound of the upstream's header block, bytes. */
export const REPLY_HEADER_BYTES = 256 * 1024;
