export { readBody } from "./read-body.ts";
export { relayRoute } from "./relay-route.ts";
export { sandboxRoutes } from "./sandbox-routes.ts";
