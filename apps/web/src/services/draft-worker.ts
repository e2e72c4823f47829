import { PieceBytes } from "@easel/codec/pieces";
import type { Finding } from "@easel/doctor/diagnosis";
import type { BodyReading } from "../model/body-reading.ts";
import { applyEdits, type DraftJob, runDiagnose, runRead } from "./draft-job.ts";

export type DraftRequest = { id: number } & DraftJob;

/** Without a result when it could not be made or not be passed on. */
export type DraftResponse =
  | { id: number; reading: BodyReading | undefined }
  | { id: number; findings: Finding[] }
  | { id: number; failed: true };

/** What a dedicated worker's global scope is, as far as it is used; the DOM's types do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DraftRequest>) => void) | null;
  postMessage(message: DraftResponse, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

/** The body of the request that was diagnosed last. */
let body = PieceBytes.empty;

scope.onmessage = ({ data }) => {
  const { id } = data;
  try {
    if (data.kind === "read") {
      const reading = runRead(data);
      scope.postMessage({ id, reading }, reading ? buffersOf(reading) : []);
    } else {
      body = applyEdits(body, data);
      scope.postMessage({ id, findings: runDiagnose(data, body) }, []);
    }
  } catch {
    scope.postMessage({ id, failed: true }, []);
  }
};

/** The large buffers, each once: views that share one arrive on one again. */
function buffersOf(reading: BodyReading): ArrayBuffer[] {
  const views =
    reading.kind === "wbxml"
      ? [reading.encoded.bytes, reading.encoded.document.bytes]
      : reading.kind === "xml"
        ? [reading.message]
        : [reading.body, reading.wbxml?.document.bytes];
  return [...new Set(views.map((view) => view?.buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
