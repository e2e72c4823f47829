export { fetchConfig } from "./ask-proxy.ts";
export { diagnoseWire } from "./draft-job.ts";
export { createDraftReader, type DraftReader, draftReader, type ReaderWorker } from "./draft-reader.ts";
export { inTurns } from "./in-turns.ts";
export {
  encodeRelayRequest,
  getSandboxSettings,
  putSandboxSettings,
  type RelayCall,
  type RelayResult,
  relay,
} from "./proxy-client.ts";
export { ProxyError, type ProxyErrorCode } from "./proxy-error.ts";
export { createReplyReader, type ReplyReader, type ReplyWorker, replyReader } from "./reply-reader.ts";
