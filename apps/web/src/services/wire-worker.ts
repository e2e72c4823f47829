import type { Draft } from "../model/draft.ts";
import { reportWire, type WireReport } from "./wire-job.ts";

export interface WireRequest {
  id: number;
  draft: Draft;
  endpoint: string;
}

/** Without a report when it could not be made or not be passed on. */
export type WireResponse = { id: number; report: WireReport } | { id: number; failed: true };

/** What a dedicated worker's global scope is, as far as it is used; the DOM's types do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WireRequest>) => void) | null;
  postMessage(message: WireResponse, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { id, draft, endpoint } }) => {
  try {
    const report = reportWire(draft, endpoint);
    scope.postMessage({ id, report }, buffersOf(report));
  } catch {
    scope.postMessage({ id, failed: true }, []);
  }
};

/** The large buffers, each once: views that share one arrive on one again. */
function buffersOf({ wire }: WireReport): ArrayBuffer[] {
  const buffers = [wire.body, wire.mime?.bytes, wire.document?.bytes].map((bytes) => bytes?.buffer);
  return [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
