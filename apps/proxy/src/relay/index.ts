export { type Circumstances, explainFailure } from "./explain-failure.ts";
export { frameStream } from "./frame-stream.ts";
export { readRelayRequest } from "./relay-request.ts";
export { type RelayOptions, runRelay } from "./run-relay.ts";
export type { Clock } from "./stage-clock.ts";
export {
  CertificateError,
  type CertificateFacts,
  type Upstream,
  type UpstreamCall,
  type UpstreamReply,
} from "./upstream.ts";
