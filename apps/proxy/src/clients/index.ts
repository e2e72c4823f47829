export { clientAddress, clientKey, parseTrusted, type TrustedRange } from "./client-address.ts";
export { checkRate, rateGuard } from "./rate-guard.ts";
export { createRateLimiter, type Rate, type RateLimiter, type RateVerdict } from "./rate-limiter.ts";
export { RunningRelays } from "./running-relays.ts";
export { type SharedCounter, type SharedNews, sharedLimiter } from "./shared-limiter.ts";
