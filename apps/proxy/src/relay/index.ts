export { ExchangeRun, type Opened } from "./exchange-run.ts";
export { type Circumstances, explainFailure } from "./explain-failure.ts";
export type { FrameSource } from "./frame-source.ts";
export { frameStream } from "./frame-stream.ts";
export { readRelayRequest } from "./relay-request.ts";
export { Relay, type RelayOptions } from "./run-relay.ts";
export type { Clock } from "./stage-clock.ts";
export {
  CertificateError,
  type CertificateFacts,
  type Upstream,
  type UpstreamCall,
  type UpstreamEvents,
  type UpstreamHead,
  type UpstreamRun,
} from "./upstream.ts";
export { type WholeReply, wholeReply } from "./whole-reply.ts";
