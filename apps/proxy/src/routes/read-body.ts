import { refuse } from "../errors.ts";
import { joinPieces } from "../join-pieces.ts";
import type { Limits } from "../limits.ts";

/** A request body on its way from the page. */
export interface PageBody {
  /** Of the whole. */
  length: number;
  /** All of a short body; of a long one nothing. */
  body: Uint8Array;
  /** A long body, to be read once. */
  more?: AsyncIterable<Uint8Array>;
}

/** Where a request body comes from. One of the two is called, once. */
export interface PageSource {
  /** All of it; undefined once it is longer than `limit` bytes: a length can be absent or a lie. */
  whole(limit: number): Promise<Uint8Array | undefined>;
  /** One by one, read only as fast as they are asked for. Throws when the page breaks off. */
  pieces(): AsyncIterable<Uint8Array>;
}

/**
 * Takes the page's body: a short one whole, so that nothing is dialled for a page that breaks off; a long
 * one piece by piece, so that no number of long mails fills the memory.
 * @param announced the Content-Length, when there was one.
 * @throws RelayError "request-too-large".
 */
export async function readBody(
  source: PageSource,
  announced: string | undefined,
  limits: Pick<Limits, "requestBytes" | "wholeBytes">,
): Promise<PageBody> {
  const { requestBytes, wholeBytes } = limits;
  const length = announced === undefined ? undefined : Number(announced);
  if (length !== undefined && length > requestBytes) refuseTooLarge(requestBytes);
  if (length !== undefined && length > wholeBytes) return { length, body: NOTHING, more: source.pieces() };
  const body = (await source.whole(Math.min(requestBytes, wholeBytes))) ?? refuseTooLarge(requestBytes);
  return { length: body.length, body };
}

const NOTHING = new Uint8Array();

/** The body of a request as the web platform gives it. */
export function webBody(request: Request): PageSource {
  return {
    pieces: () => webPieces(request),
    async whole(limit) {
      const pieces: Uint8Array[] = [];
      let length = 0;
      for await (const piece of webPieces(request)) {
        length += piece.length;
        if (length > limit) return undefined;
        pieces.push(piece);
      }
      return joinPieces(pieces, length);
    },
  };
}

async function* webPieces(request: Request): AsyncGenerator<Uint8Array, void, void> {
  const reader = request.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function refuseTooLarge(limit: number): never {
  refuse(
    "request-too-large",
    `The request is longer than ${limit} bytes, the most this proxy carries, or the most of a body without Content-Length.`,
    "Servers refuse mail far smaller than that; make the message smaller.",
  );
}
