import { type ReadMail, readMail } from "../model/mail/read-mail.ts";
import { LONG_BODY } from "../model/read-reply.ts";
import { replyReader } from "../services/index.ts";

/** Reads a message part by part, a long one in the worker. */
export const readAnyMail = (bytes: Uint8Array, signal: AbortSignal): Promise<ReadMail> =>
  bytes.length > LONG_BODY ? replyReader.readMail(bytes, signal) : readMail(bytes);
