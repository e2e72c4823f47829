export {
  encodeRelayRequest,
  fetchConfig,
  getSandboxSettings,
  putSandboxSettings,
  type RelayCall,
  type RelayResult,
  relay,
} from "./proxy-client.ts";
export { ProxyError, type ProxyErrorCode } from "./proxy-error.ts";
export { buildWireInWorker, createWireBuilder, type WireBuilder, type WireWorker } from "./wire-builder.ts";
export { reportWire, type WireReport } from "./wire-job.ts";
