export { answerRelays, type RelayTaker } from "./answer-relays.ts";
export { fileAssets, findAssets, missingAssets } from "./assets.ts";
export { type Resolve, systemResolve } from "./dial.ts";
export { nodeEdge } from "./edge.ts";
export { DEFAULT_PORT, type LogFormat, readFlags, type StartOptions } from "./flags.ts";
export { type Listening, type ListenOptions, listen } from "./listen.ts";
export { createNodeUpstream, type NodeUpstreamOptions } from "./node-upstream.ts";
export { createRedisCounter } from "./redis-counter.ts";
export { createShutdown, type NodeShutdown } from "./shutdown.ts";
export { type Running, type Sandbox, type StartParts, start } from "./start.ts";
export {
  type ClientCertificate,
  createTrust,
  type ExtraCa,
  readCa,
  readClientCertificate,
  type Trust,
} from "./trust.ts";
