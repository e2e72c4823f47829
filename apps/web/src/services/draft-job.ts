import { concatBytes } from "@easel/codec/bytes";
import type { Span } from "@easel/codec/document";
import { type BytesEdit, PieceBytes } from "@easel/codec/pieces";
import { diagnose, type Finding, readBodyPieces } from "@easel/doctor/diagnosis";
import { type BodyReading, readBody } from "../model/body-reading.ts";
import type { Wire } from "../model/build-wire.ts";
import type { HeaderList } from "../model/header-list.ts";
import type { DraftFrame } from "../model/live-draft.ts";
import { maskHeaders } from "../model/redact.ts";

/** Reads a long body from end to end. */
export interface ReadJob {
  kind: "read";
  frame: DraftFrame;
  xml: string;
}

/** What the doctor says of a request before it is sent. Its body travels as what has changed since the last one. */
export interface DiagnoseJob {
  kind: "diagnose";
  method: string;
  url: string;
  /** Secrets masked. */
  headers: HeaderList;
  edits: { start: number; end: number; bytes: Uint8Array<ArrayBuffer> }[];
  /** Where the message stands in the body. */
  message?: Span;
}

export type DraftJob = ReadJob | DiagnoseJob;

export const runRead = ({ frame, xml }: ReadJob): BodyReading | undefined => readBody(frame, xml);

export function diagnoseJob(wire: Wire, edits: readonly BytesEdit[]): DiagnoseJob {
  const { method, url, mime } = wire;
  const start = mime?.bodyOffset;
  return {
    kind: "diagnose",
    method,
    url,
    headers: maskHeaders(wire.headers),
    // Copies, which can be handed over to another thread.
    edits: edits.map(({ start, end, inserted }) => ({ start, end, bytes: concatBytes(inserted.pieces) })),
    ...(mime && start !== undefined && { message: { start, end: start + mime.bytes.length } }),
  };
}

/** The body after a job's edits. */
export function applyEdits(body: PieceBytes, { edits }: DiagnoseJob): PieceBytes {
  return edits.reduceRight((edited, { start, end, bytes }) => edited.edit(start, end, PieceBytes.of(bytes)), body);
}

export function runDiagnose({ method, url, headers, message }: DiagnoseJob, body: PieceBytes): Finding[] {
  const request = {
    method,
    url,
    headers,
    get body() {
      return body.toBytes();
    },
  };
  return diagnose({ request }, message && readBodyPieces(body, message));
}

/** The same on this thread, for a body that is short. */
export const diagnoseWire = (wire: Wire): Finding[] => runDiagnose(diagnoseJob(wire, []), wire.body);
