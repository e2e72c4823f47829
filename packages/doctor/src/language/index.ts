export type { CheckOptions } from "./check-context.ts";
export { checkXml } from "./check-xml.ts";
export { type Completion, type CompletionItem, type CompletionOptions, complete, type KnownValue } from "./complete.ts";
export type { ElementProblem, ElementProblemCode, Repair } from "./element-problem.ts";
