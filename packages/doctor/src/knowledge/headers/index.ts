export { decodeHeaderValue } from "./decode.ts";
export { failureFields } from "./failure-context.ts";
export { type HeaderGroup, headerGroup, headerGroups } from "./groups.ts";
export type { HeaderPart } from "./header-part.ts";
export { type HeaderMeaning, headerMeaning, headerMeanings } from "./meanings.ts";
