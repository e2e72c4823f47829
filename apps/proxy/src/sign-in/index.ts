export { loginOrigins } from "./login-origins.ts";
export { signInRoutes } from "./sign-in-routes.ts";
