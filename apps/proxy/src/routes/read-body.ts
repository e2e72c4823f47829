import { refuse } from "../errors.ts";

/**
 * The whole request body, read with an eye on the limit: a length can be absent or a lie.
 * @throws RelayError "request-too-large".
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) refuseTooLarge(limit);
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      refuseTooLarge(limit);
    }
    chunks.push(value);
  }
  return join(chunks, length);
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function refuseTooLarge(limit: number): never {
  refuse(
    "request-too-large",
    `The request is longer than ${limit} bytes, the most this proxy carries.`,
    "Servers refuse mail far smaller than that; make the message smaller.",
  );
}
