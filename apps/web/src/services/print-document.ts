import type { PrintedText } from "../model/printed-text.ts";

/** Prints WBXML in a worker of its own, which ends with it. Rejects when that stops before. */
export function printInWorker(bytes: Uint8Array): Promise<PrintedText> {
  const worker = new Worker(new URL("./print-worker.ts", import.meta.url), { type: "module", name: "easel-print" });
  return new Promise<PrintedText>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<PrintedText>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "The worker that writes the text stopped."));
    // A copy: the answer keeps its bytes.
    const copy = bytes.slice();
    worker.postMessage(copy, [copy.buffer]);
  }).finally(() => worker.terminate());
}
