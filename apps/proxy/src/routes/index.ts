export type { PageSource } from "./read-body.ts";
export { type RelayAsked, RelayDesk, type Shutdown } from "./relay-desk.ts";
export { relayRoute } from "./relay-route.ts";
export { sandboxRoutes } from "./sandbox-routes.ts";
