import { Hono, type MiddlewareHandler } from "hono";
import type { AppEnv, Edge } from "./app-env.ts";
import { type RateLimiter, rateGuard } from "./clients/index.ts";
import { type AppConfig, describeConfig, type SandboxHandle, sandboxTargets } from "./config.ts";
import { DEVICE_CODE_PATH, RELAY_PATH, REQUEST_ID_HEADER, type RelayProblem, TOKEN_PATH } from "./contract.ts";
import { RelayError, refusalStatus } from "./errors.ts";
import { hostGuard, isPage, publicOnly, sameOriginGuard, tokenGuard } from "./guard/index.ts";
import { pageHeaders } from "./headers/index.ts";
import { type Log, routeOf } from "./log.ts";
import type { Upstream } from "./relay/index.ts";
import { relayRoute, type Shutdown, sandboxRoutes } from "./routes/index.ts";
import { loginOrigins, signInRoutes } from "./sign-in/index.ts";

export interface AppParts {
  config: AppConfig;
  upstream: Upstream;
  sandbox?: SandboxHandle;
  /** Serves the page's files; falls through to 404 for what it does not know. */
  assets?: MiddlewareHandler;
  /** Takes one entry for each relay and each refusal. */
  log?: Log;
  /** Absent: clients may send as often as they like. */
  limiter?: RateLimiter;
  /** Absent: all clients count as one. */
  edge?: Edge;
  shutdown?: Shutdown;
}

const ONE_CLIENT: Edge = { clientOf: () => "everybody" };

/** The proxy as a fetch handler, free of any runtime. */
export function createApp(parts: AppParts): Hono<AppEnv> {
  const { config, upstream, sandbox, assets, log = () => {}, limiter, edge = ONE_CLIENT, shutdown = {} } = parts;
  const listed = config.public ? publicOnly(config.allowed) : config.allowed;
  const allowed = [...(sandbox ? sandboxTargets(sandbox) : []), ...listed];
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    const requestId = newRequestId();
    c.set("requestId", requestId);
    await next();
    if (!c.get("answered")) c.header(REQUEST_ID_HEADER, requestId);
  });
  app.use(pageHeaders(loginOrigins(config.signIn)));
  const health = () => {
    const stopping = shutdown.closing?.aborted ?? false;
    return Response.json(
      { status: stopping ? "stopping" : "ok", version: config.version },
      { status: stopping ? 503 : 200 },
    );
  };
  // Load balancers and kubelets ask by address.
  if (config.public) app.get("/health", health);
  app.use(hostGuard({ publicHosts: config.publicHosts, local: !config.public }));
  if (!config.public) app.get("/health", health);

  // What dials somebody. Not "/sign-in/*", which is "/sign-in", too: the page a sign-in window comes back to.
  const outward = [RELAY_PATH, DEVICE_CODE_PATH, TOKEN_PATH];
  for (const path of [...outward, "/config", "/sandbox/*"]) app.use(path, sameOriginGuard());
  if (limiter) for (const path of [...outward, "/sandbox/*"]) app.use(path, rateGuard(limiter, edge));
  if (config.token !== undefined) for (const path of outward) app.use(path, tokenGuard(config.token));
  app.post(RELAY_PATH, relayRoute({ allowed, limits: config.limits, upstream, edge, log, shutdown }));
  const { limits, signIn } = config;
  app.route("/sign-in", signInRoutes({ setup: signIn, public: config.public ?? false, upstream, limits, log }));
  app.get("/config", async (c) => {
    const toPage = isPage(c) && !(await edge.isOtherUser?.(c));
    return c.json(describeConfig({ ...config, allowed: listed }, sandbox, toPage));
  });
  if (sandbox) app.route("/sandbox", sandboxRoutes(sandbox.settings));
  if (assets) app.get("*", assets);

  app.notFound((c) => {
    const message = "Nothing is served at this address.";
    return c.json({ code: "not-found", message, requestId: c.get("requestId") } satisfies RelayProblem, 404);
  });
  app.onError((error, c) => {
    const requestId = c.get("requestId");
    const about = { time: new Date().toISOString(), requestId, method: c.req.method, route: routeOf(c.req.path) };
    if (error instanceof RelayError) {
      const problem: RelayProblem = { ...error.problem, requestId };
      const status = refusalStatus(problem.code);
      log({ event: "refused", ...about, status, code: problem.code });
      if (problem.retryAfterS !== undefined) c.header("Retry-After", String(problem.retryAfterS));
      return c.json(problem, status);
    }
    log({ event: "failed", ...about, error: error.name });
    const message = "The proxy failed; this is a fault of EASel.";
    return c.json({ code: "internal", message, requestId } satisfies RelayProblem, 500);
  });
  return app;
}

/** Twelve hexadecimal digits: enough to find a line in a log. */
function newRequestId(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}
