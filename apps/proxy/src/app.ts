import { Hono, type MiddlewareHandler } from "hono";
import { type AppConfig, describeConfig, type SandboxHandle, sandboxTargets } from "./config.ts";
import { RELAY_PATH } from "./contract.ts";
import { RelayError, refusalStatus } from "./errors.ts";
import { hostGuard, sameOriginGuard } from "./guard/index.ts";
import { pageHeaders } from "./headers/index.ts";
import type { Upstream } from "./relay/index.ts";
import { relayRoute, sandboxRoutes } from "./routes/index.ts";
import { loginOrigins, signInRoutes } from "./sign-in/index.ts";

export interface AppParts {
  config: AppConfig;
  upstream: Upstream;
  sandbox?: SandboxHandle;
  /** Serves the page's files; falls through to 404 for what it does not know. */
  assets?: MiddlewareHandler;
  /** Takes one line for each relay. */
  log?: (line: string) => void;
}

/** The proxy as a fetch handler, free of any runtime. */
export function createApp(parts: AppParts): Hono {
  const { config, upstream, sandbox, assets, log = () => {} } = parts;
  const allowed = [...(sandbox ? sandboxTargets(sandbox) : []), ...config.allowed];
  const app = new Hono();
  app.use(pageHeaders(loginOrigins(config.signIn)));
  app.use(hostGuard(config.publicHosts));

  for (const path of [RELAY_PATH, "/config", "/sandbox/*", "/sign-in/*"]) app.use(path, sameOriginGuard());
  app.post(RELAY_PATH, relayRoute({ allowed, limits: config.limits, upstream, log }));
  app.route("/sign-in", signInRoutes({ setup: config.signIn, upstream, limits: config.limits, log }));
  app.get("/config", (c) => c.json(describeConfig(config, sandbox)));
  app.get("/health", (c) => c.json({ status: "ok", version: config.version }));
  if (sandbox) app.route("/sandbox", sandboxRoutes(sandbox.settings));
  if (assets) app.get("*", assets);

  app.notFound((c) => c.json({ code: "not-found", message: "Nothing is served at this address." }, 404));
  app.onError((error, c) => {
    if (error instanceof RelayError) {
      log(`${c.req.method} ${c.req.path} refused: ${error.problem.code}`);
      return c.json(error.problem, refusalStatus(error.problem.code));
    }
    // The message may quote what was sent; the name cannot.
    log(`${c.req.method} ${c.req.path} failed: ${error.name}`);
    return c.json({ code: "internal", message: "The proxy failed; this is a fault of EASel." }, 500);
  });
  return app;
}
