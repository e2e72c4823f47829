import { type PrintedText, printBytes } from "../model/printed-text.ts";

/** What a dedicated worker's global scope is, as far as it is used; the DOM's types do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Uint8Array>) => void) | null;
  postMessage(message: PrintedText, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const printed = printBytes(data);
  scope.postMessage(printed, [printed.places.buffer]);
};
