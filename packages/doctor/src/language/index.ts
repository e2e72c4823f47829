export type { CheckOptions } from "./check-context.ts";
export { checkXml } from "./check-xml.ts";
export type { ElementProblem, ElementProblemCode, Repair } from "./element-problem.ts";
