export { readOptions } from "./read-options.ts";
export { sync } from "./sync.ts";
