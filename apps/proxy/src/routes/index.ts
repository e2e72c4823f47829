export type { PageSource } from "./read-body.ts";
export { relayRoute, type Shutdown } from "./relay-route.ts";
export { sandboxRoutes } from "./sandbox-routes.ts";
