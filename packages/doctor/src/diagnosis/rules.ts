import { accepted } from "./accepted.ts";
import { authorizationForm } from "./authorization-form.ts";
import { autodiscoverAnswer, autodiscoverRequest } from "./autodiscover.ts";
import { autodiscoverOutcome } from "./autodiscover-outcome.ts";
import { autodiscoverSchema } from "./autodiscover-schema.ts";
import { bearerToken } from "./bearer-token.ts";
import { replyModel, requestModel } from "./content-model.ts";
import { eventTimes } from "./event-times.ts";
import { exceptionsInReply, exceptionsInRequest, orphanExceptions } from "./exception-names.ts";
import type { Facts } from "./facts.ts";
import { filterForm } from "./filter-form.ts";
import type { Finding } from "./finding.ts";
import { flagForm } from "./flag-form.ts";
import { folderForm } from "./folder-form.ts";
import { foreignAnswer } from "./foreign-answer.ts";
import { headerNames } from "./header-names.ts";
import { headersInBody } from "./headers-in-body.ts";
import { httpAnswer } from "./http-answer.ts";
import { httpGate } from "./http-gate.ts";
import { identity } from "./identity.ts";
import { itemForm } from "./item-form.ts";
import { itemReference } from "./item-reference.ts";
import { itemValues } from "./item-values.ts";
import { itemWhole } from "./item-whole.ts";
import { proposedTimes, silentAnswer } from "./meeting-answer.ts";
import { meetingResponseForm } from "./meeting-response-form.ts";
import { method } from "./method.ts";
import { mimeForm } from "./mime-form.ts";
import { mimeHeaders } from "./mime-headers.ts";
import { mimeParts } from "./mime-parts.ts";
import { moveForm } from "./move-form.ts";
import { offeredVersions } from "./offered-versions.ts";
import { oofForm } from "./oof-form.ts";
import { opaqueStrings } from "./opaque-strings.ts";
import { optionsAnswer } from "./options-answer.ts";
import { optionsForm } from "./options-form.ts";
import { pageSwitch } from "./page-switch.ts";
import { pingForm, pingLimits } from "./ping-form.ts";
import { neverProvisioned, provisionAnswer } from "./provision-answer.ts";
import { provisionForm } from "./provision-form.ts";
import { policyKeyForm, provisionParts } from "./provision-parts.ts";
import { provisioning } from "./provisioning.ts";
import { queryParameters } from "./query-parameters.ts";
import { recurrenceForm } from "./recurrence-form.ts";
import { relayError } from "./relay-error.ts";
import { repeatedHeaders } from "./repeated-headers.ts";
import { replyFetched, replyOtherType } from "./reply-bodies.ts";
import { replyItems } from "./reply-items.ts";
import { replyKey } from "./reply-key.ts";
import { replyMime } from "./reply-mime.ts";
import { replyNeeds } from "./reply-needs.ts";
import { replyPromises } from "./reply-promises.ts";
import { replyRecurrence } from "./reply-recurrence.ts";
import { replyStatus } from "./reply-status.ts";
import { replyStatusMissing } from "./reply-status-missing.ts";
import { replyTruncated, replyWhole } from "./reply-whole.ts";
import { searchForm } from "./search-form.ts";
import { sendMail } from "./send-mail.ts";
import { serverKnown } from "./server-known.ts";
import { signInAnswer, signInScope } from "./sign-in.ts";
import { staleCookie } from "./stale-cookie.ts";
import { syncCommands } from "./sync-commands.ts";
import { syncForm } from "./sync-form.ts";
import { syncLimits, syncWait } from "./sync-limits.ts";
import { syncParts } from "./sync-parts.ts";
import { syncProgress } from "./sync-progress.ts";
import { staleSyncKey, syncKeyForm, unknownKeyAs501 } from "./sync-state.ts";
import { taskForm } from "./task-form.ts";
import { timeZone } from "./time-zone.ts";
import { twiceEncoded, twiceEncodedInReply } from "./twice-encoded.ts";
import { twiceEscaped } from "./twice-escaped.ts";
import { unreadableAnswer } from "./unreadable-answer.ts";
import { urlEscapes } from "./url-escapes.ts";
import { replyForm, wbxmlForm } from "./wbxml-form.ts";
import { whiteSpace } from "./white-space.ts";
import { whoAsks } from "./who-asks.ts";
import { wipeOrder } from "./wipe-order.ts";

/** One question to a round trip. Pure; reads only the facts; says nothing when it has nothing to say. */
export type Rule = (facts: Facts) => Finding[];

/**
 * The one list of rules. `diagnose` sorts by severity first (errors, warnings, infos); this order stands within a
 * severity, most helpful first. Gates turn a request away before its body counts. Request rules need no reply and
 * come next, since they explain it. Reply rules see in `facts.faults` what those found. The content model comes last
 * on each side and sees there what the rules of that side have told: a rule of its own explains a fault better.
 * What the server is known for stands behind all of them.
 */
export const rules: Readonly<
  Record<"gate" | "request" | "requestModel" | "reply" | "replyModel" | "server", readonly Rule[]>
> = {
  gate: [relayError, signInAnswer, httpGate, provisioning],
  request: [
    method,
    sendMail,
    wbxmlForm,
    pageSwitch,
    opaqueStrings,
    whiteSpace,
    mimeForm,
    mimeHeaders,
    headersInBody,
    mimeParts,
    syncKeyForm,
    syncForm,
    syncParts,
    syncWait,
    syncCommands,
    folderForm,
    pingForm,
    provisionParts,
    provisionForm,
    meetingResponseForm,
    proposedTimes,
    itemForm,
    itemValues,
    itemWhole,
    recurrenceForm,
    timeZone,
    eventTimes,
    exceptionsInRequest,
    orphanExceptions,
    flagForm,
    taskForm,
    itemReference,
    moveForm,
    searchForm,
    filterForm,
    oofForm,
    optionsForm,
    autodiscoverRequest,
    autodiscoverSchema,
    signInScope,
    authorizationForm,
    bearerToken,
    policyKeyForm,
    headerNames,
    repeatedHeaders,
    urlEscapes,
    identity,
    queryParameters,
    twiceEncoded,
    twiceEscaped,
    whoAsks,
  ],
  requestModel: [requestModel],
  reply: [
    staleSyncKey,
    unknownKeyAs501,
    pingLimits,
    syncLimits,
    replyStatus,
    autodiscoverAnswer,
    autodiscoverOutcome,
    staleCookie,
    optionsAnswer,
    offeredVersions,
    httpAnswer,
    unreadableAnswer,
    foreignAnswer,
    wipeOrder,
    provisionAnswer,
    neverProvisioned,
    syncProgress,
    replyStatusMissing,
    replyKey,
    replyPromises,
    replyWhole,
    replyNeeds,
    replyFetched,
    replyRecurrence,
    replyItems,
    exceptionsInReply,
    replyForm,
    replyMime,
    twiceEncodedInReply,
    silentAnswer,
    replyOtherType,
    replyTruncated,
    accepted,
  ],
  replyModel: [replyModel],
  server: [serverKnown],
};
