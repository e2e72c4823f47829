export { BadAnswerError } from "./bad-answer.ts";
export { exchange } from "./exchange.ts";
export type { Wire } from "./wire.ts";
