export { type ByteDifference, nextDifference } from "./bytes.ts";
export { type Comparison, compareSides, type MessageComparison } from "./comparison.ts";
export type { ListRow } from "./lists.ts";
export type { ComparedMessage } from "./message.ts";
export { describeComparison, type Sentence } from "./sentences.ts";
export { type ComparedSide, sideOf } from "./side.ts";
export { MAX_DIFFERENCES, type TreeDifference } from "./trees.ts";
