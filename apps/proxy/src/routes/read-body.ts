import { refuse } from "../errors.ts";
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

/**
 * Takes the page's body: a short one whole, so that nothing is dialled for a page that breaks off; a long
 * one piece by piece, so that no number of long mails fills the memory.
 * @param announced the Content-Length, when there was one.
 * @throws RelayError "request-too-large".
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  announced: string | undefined,
  limits: Pick<Limits, "requestBytes" | "wholeBytes">,
): Promise<PageBody> {
  const { requestBytes, wholeBytes } = limits;
  const length = announced === undefined ? undefined : Number(announced);
  if (length !== undefined && length > requestBytes) refuseTooLarge(requestBytes);
  if (length !== undefined && length > wholeBytes) return { length, body: new Uint8Array(), more: source };
  const body = await readWhole(source, Math.min(requestBytes, wholeBytes));
  return { length: body.length, body };
}

/** The body of a request as the web platform gives it. */
export async function* webBody(request: Request): AsyncGenerator<Uint8Array, void, void> {
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

/**
 * All of a body, with an eye on the limit: a length can be absent or a lie. `tooLong` throws.
 */
export async function readWhole(
  source: AsyncIterable<Uint8Array>,
  limit: number,
  tooLong: (limit: number) => never = refuseTooLarge,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > limit) tooLong(limit);
    pieces.push(piece);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function refuseTooLarge(limit: number): never {
  refuse(
    "request-too-large",
    `The request is longer than ${limit} bytes, the most this proxy carries, or the most of a body without Content-Length.`,
    "Servers refuse mail far smaller than that; make the message smaller.",
  );
}
