export { type CommandMeaning, commandMeaning } from "./commands.ts";
export { type PageMaker, pageMaker } from "./error-pages.ts";
export {
  decodeHeaderValue,
  failureFields,
  type HeaderGroup,
  type HeaderMeaning,
  type HeaderPart,
  headerGroup,
  headerGroups,
  headerMeaning,
  headerMeanings,
} from "./headers/index.ts";
export { type HttpStatusMeaning, httpStatusMeaning, httpStatusMeanings } from "./http-status.ts";
export { exchangeReason, type HttpWords, httpWords } from "./http-words.ts";
export {
  type Asked,
  deviationsFor,
  EXCHANGE_ONLINE_MINIMUM_SINCE,
  EXCHANGE_ONLINE_MINIMUM_VERSION,
  type Identified,
  identifyServer,
  isExchangeOnline,
  missingIn,
  type Oddity,
  oneOfServer,
  type Server,
  servers,
  serverToldBy,
} from "./servers/index.ts";
export { isSignInHost, type SignInMeaning, signInError } from "./sign-in.ts";
export { commandStatuses, commonStatuses, type Outcome, type StatusMeaning, statusMeaning } from "./statuses/index.ts";
export { offsetNamedIn, type ZoneOffsets, zoneNamedIn } from "./time-zones.ts";
export { audienceHost, readTokenClaims } from "./token-claims.ts";
export { type TokenFault, tokenFault } from "./token-faults.ts";
