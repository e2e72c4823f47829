import type { Span } from "@easel/codec/document";
import { linkTree } from "@easel/codec/incremental";
import type { Evidence } from "@easel/doctor/diagnosis";
import type { Wire } from "./build-wire.ts";
import { bodySpanOf } from "./message-place.ts";
import type { ReadReply } from "./read-reply.ts";

/** Finds the bytes a finding's evidence is about, in the body of its side; undefined where it is about no bytes. */
export function evidenceBytes(wire: Wire, read: ReadReply | undefined): (evidence: Evidence) => Span | undefined {
  const replyTree = read?.document && linkTree(read.document);
  return (evidence) => {
    switch (evidence.kind) {
      case "bytes":
        return evidence.span;
      case "element":
        return evidence.span ?? (evidence.side === "request" ? wire.tree : replyTree)?.bytesOfElement(evidence.path);
      case "mime":
        return wire.mime && bodySpanOf(wire.body, wire.mime, evidence.span);
      default:
        return undefined;
    }
  };
}
