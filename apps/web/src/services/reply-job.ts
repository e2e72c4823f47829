import { decodeWbxml } from "@easel/codec/wbxml";
import { diagnose, type Finding, type RoundTrip } from "@easel/doctor/diagnosis";
import { type ReadMail, readMail } from "../model/mail/read-mail.ts";
import { indexReply, type ReplyIndex } from "../model/reply-index.ts";

/** What takes long to read of a reply. The bytes are the worker's own. */
export type ReplyJob =
  /** What the doctor says, then, where the reply is one long document, its index. */
  { kind: "reply"; roundTrip: RoundTrip; wantsIndex: boolean } | { kind: "mail"; bytes: Uint8Array };

export type ReplyResult =
  | { kind: "findings"; findings: Finding[] }
  | { kind: "index"; index: ReplyIndex }
  | { kind: "mail"; mail: ReadMail }
  /** What comes next could not be made, or not be passed on. */
  | { kind: "failed" };

/** Does a job and hands over each result as soon as it is there. */
export async function runReplyJob(job: ReplyJob, give: (result: ReplyResult) => void): Promise<void> {
  if (job.kind === "mail") return give({ kind: "mail", mail: await readMail(job.bytes) });
  const { roundTrip, wantsIndex } = job;
  give({ kind: "findings", findings: diagnose(roundTrip) });
  const body = roundTrip.reply?.body;
  if (wantsIndex && body) give({ kind: "index", index: indexReply(decodeWbxml(body).document) });
}
