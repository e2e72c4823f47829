export { BadAnswerError } from "./bad-answer.ts";
export { Exchange, type ExchangeEvents } from "./exchange.ts";
export { latin1Bytes } from "./latin1.ts";
export { PageGoneError } from "./send-request.ts";
export type { Wire, WireListener } from "./wire.ts";
