export { find } from "./find.ts";
export { search } from "./search.ts";
