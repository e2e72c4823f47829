import type { HeaderList } from "../contract.ts";

export interface HttpRequest {
  method: string;
  target: { readonly requestTarget: string };
  /** Complete and in order, but for `Connection: close`. */
  headers: HeaderList;
  body: Uint8Array;
  /** What follows `body`, one piece at a time. */
  more?: AsyncIterable<Uint8Array>;
}

/** Request line and headers as they go on the wire. Every character has to fit in a byte; the guard has seen to it. */
export function requestHeadBytes({ method, target, headers }: HttpRequest): Uint8Array {
  let text = `${method} ${target.requestTarget} HTTP/1.1\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  text += "Connection: close\r\n\r\n";
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
