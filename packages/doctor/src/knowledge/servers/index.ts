export {
  EXCHANGE_ONLINE_MINIMUM_SINCE,
  EXCHANGE_ONLINE_MINIMUM_VERSION,
  isExchangeOnline,
} from "./exchange-online.ts";
export { type Identified, identifyServer } from "./identify.ts";
export { servers } from "./list.ts";
export type { Deviation, Mark, Oddity, Server, ServerSource } from "./server.ts";
export { type Asked, deviationsFor, missingIn, oneOfServer, serverToldBy } from "./tell.ts";
