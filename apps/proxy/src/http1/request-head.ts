import type { HeaderList } from "../contract.ts";

export interface RequestHead {
  method: string;
  target: { readonly requestTarget: string };
  /** Complete and in order, but for `Connection: close`. */
  headers: HeaderList;
}

/** Request line and headers as they go on the wire. Every character fits in a byte; the guard has seen to it. */
export function requestHead({ method, target, headers }: RequestHead): string {
  let text = `${method} ${target.requestTarget} HTTP/1.1\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return `${text}Connection: close\r\n\r\n`;
}
