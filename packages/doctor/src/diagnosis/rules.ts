import { accepted } from "./accepted.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { httpAnswer } from "./http-answer.ts";
import { httpGate } from "./http-gate.ts";
import { identity } from "./identity.ts";
import { mimeForm } from "./mime-form.ts";
import { provisioning } from "./provisioning.ts";
import { relayError } from "./relay-error.ts";
import { replyMime } from "./reply-mime.ts";
import { replyStatus } from "./reply-status.ts";
import { sendMail } from "./send-mail.ts";
import { staleSyncKey, syncKeyForm, unknownKeyAs501 } from "./sync-state.ts";
import { replyForm, wbxmlForm } from "./wbxml-form.ts";

/** One question to a round trip. Pure; reads only the facts; says nothing when it has nothing to say. */
export type Rule = (facts: Facts) => Finding[];

/**
 * The one list of rules, most helpful first. Gates turn a request away before its body counts. Request rules
 * need no reply and come next, since they explain it. Reply rules see in `facts.faults` what those found.
 */
export const rules: { gate: readonly Rule[]; request: readonly Rule[]; reply: readonly Rule[] } = {
  gate: [relayError, httpGate, provisioning],
  request: [sendMail, wbxmlForm, mimeForm, syncKeyForm, identity],
  reply: [staleSyncKey, unknownKeyAs501, replyStatus, httpAnswer, replyForm, replyMime, accepted],
};
