export { commonStatuses } from "./common.ts";
export { commandStatuses, statusMeaning } from "./lookup.ts";
export type { Outcome, StatusMeaning } from "./status.ts";
