export { type AddressKind, addressKind, isAddressLiteral } from "./address.ts";
export {
  type AllowedTarget,
  EXCHANGE_ONLINE,
  findAllowed,
  formatAllowed,
  parseAllowed,
  publicOnly,
  type Reach,
} from "./allow-list.ts";
export { checkAddress, checkTarget, hostAndPort, type Target } from "./check-target.ts";
export { canonicalHost, splitHostPort, withBrackets, withoutBrackets } from "./host.ts";
export { guard, hostCheck, isPage, sameOriginCheck, tokenCheck } from "./page-guard.ts";
export { DEFAULT_PORTS, parseTargetUrl, type TargetUrl } from "./target-url.ts";
