export { applyEdits } from "./apply-fix.ts";
export { bodyKindOf, type DraftBodyKind, isComposeCommand } from "./body-kind.ts";
export { buildWire, EASEL_VERSION, type Wire, type WireMime } from "./build-wire.ts";
export {
  byteLength,
  bytesToByteText,
  byteTextToBytes,
  isRawByteChar,
  rawByteOf,
} from "./byte-text.ts";
export { leaveBytes, setXml } from "./bytes-body.ts";
export type { ReplyNote } from "./content-encoding.ts";
export { authorizationHeader, type Credentials, type Secrets, secretHeaders } from "./credentials.ts";
export type { BodyForm, Draft, Target } from "./draft.ts";
export { createDraftStore, type DraftState, type DraftStore } from "./draft-store.ts";
export { ACTIVESYNC_PATH, completeEndpoint, endpointOf } from "./endpoint.ts";
export { type HexRow, type HexWidth, labelAt, labelIndexRange, rowAt, rowCount } from "./hex-rows.ts";
export { describeLineEnds, fromEditorText, type LineEnds, type LineMode, toEditorText } from "./line-ends.ts";
export { type LiveDraft, liveDraft, plainDraft } from "./live-draft.ts";
export { type MimeForm, type MimeWindow, readMime, writeMime } from "./mime-in-xml.ts";
export {
  type QueryField,
  readQuery,
  setBodyForm,
  setCommand,
  setQueryValue,
  setVersion,
} from "./query.ts";
export { type ReadReply, readReply } from "./read-reply.ts";
export { type ReadyCase, readyCases } from "./ready-cases.ts";
export type { ReplyKind } from "./recognise-body.ts";
export { maskHeaders, redactDraft } from "./redact.ts";
export {
  failRoundTrip,
  finishRoundTrip,
  type Reply,
  type RoundTrip,
  type SentRequest,
  sentRequest,
  startWaiting,
  toDoctor,
  type Waiting,
  withHead,
} from "./round-trip.ts";
export { setQueryForm } from "./set-query-form.ts";
export {
  decodeLink,
  encodeLink,
  type LinkContents,
  type LinkProblem,
  linkContents,
  MAX_LINK_CHARACTERS,
} from "./share-link.ts";
export { starterCommands } from "./starter-commands.ts";
export { formsForDraft, starterFormOf, withStarter } from "./starter-of-draft.ts";
export { isStarterXml, newClientId, starterFormIn, starterForms, starterXml } from "./starter-xml.ts";
export { draftOfCase, starterDraft } from "./starters.ts";
