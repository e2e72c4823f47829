import type { StageName } from "../contract.ts";
import { BadAnswerError } from "./bad-answer.ts";
import { framingOf } from "./framing.ts";
import { HeadReader } from "./head-reader.ts";
import { replyBody } from "./reply-body.ts";
import { type ReplyHead, readReplyHead } from "./reply-head.ts";
import { type HttpRequest, requestHeadBytes } from "./request-bytes.ts";
import type { Wire } from "./wire.ts";

export interface HttpReply extends ReplyHead {
  /** As it comes, not decoded. Throws when the reply breaks off. Reading paces the server. */
  body: AsyncGenerator<Uint8Array, void, void>;
}

/**
 * One request and its reply over a connection that serves for nothing else, in HTTP/1.1. The reply may begin, and
 * the server may have enough, before the request is out. Closes the connection when it fails, when the body has
 * ended or is no longer read, and when `signal` aborts.
 */
export async function exchange(
  request: HttpRequest,
  wire: Wire,
  report: (stage: StageName) => void,
  signal: AbortSignal,
): Promise<HttpReply> {
  const close = () => wire.close();
  signal.addEventListener("abort", close, { once: true });
  const ended = (whole: boolean) => {
    signal.removeEventListener("abort", close);
    if (whole) wire.release();
    else close();
  };
  try {
    signal.throwIfAborted();
    report("sending");
    let unsent: unknown;
    send(request, wire).then(
      () => report("waiting"),
      (error: unknown) => {
        unsent = error;
      },
    );
    const reader = new HeadReader(wire, () => unsent);
    for (;;) {
      const head = readReplyHead(await reader.head());
      if (head.status === 101) throw new BadAnswerError("it changes to another protocol unasked");
      // 100 Continue, 103 Early Hints: the answer itself is still to come.
      if (head.status >= 100 && head.status < 200) continue;
      return { ...head, body: replyBody(framingOf(head), reader.rest(), wire, ended) };
    }
  } catch (error) {
    ended(false);
    throw error;
  }
}

/** A body up to this long is put behind the headers, so that both go out at once. */
const ALONG_BYTES = 16 * 1024;

/** Never more than one piece ahead of the server. */
async function send(request: HttpRequest, wire: Wire): Promise<void> {
  const head = requestHeadBytes(request);
  if (request.body.length > ALONG_BYTES) {
    await wire.write(head);
    await wire.write(request.body);
  } else {
    const both = new Uint8Array(head.length + request.body.length);
    both.set(head);
    both.set(request.body, head.length);
    await wire.write(both);
  }
  if (!request.more) return;
  for await (const piece of request.more) await wire.write(piece);
}
