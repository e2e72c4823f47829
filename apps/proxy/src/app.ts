import { Hono, type MiddlewareHandler } from "hono";
import { type AppEnv, askedOf, type Edge } from "./app-env.ts";
import { type RateLimiter, rateGuard } from "./clients/index.ts";
import { type AppConfig, describeConfig, type SandboxHandle, sandboxTargets } from "./config.ts";
import { DEVICE_CODE_PATH, RELAY_PATH, REQUEST_ID_HEADER, type RelayProblem, TOKEN_PATH } from "./contract.ts";
import { guard, hostCheck, isPage, publicOnly, sameOriginCheck, tokenCheck } from "./guard/index.ts";
import { pageHeaders } from "./headers/index.ts";
import type { Log } from "./log.ts";
import { refusalOf } from "./refusal.ts";
import type { Upstream } from "./relay/index.ts";
import { newRequestId } from "./request-id.ts";
import { RelayDesk, relayRoute, type Shutdown, sandboxRoutes } from "./routes/index.ts";
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

/** The proxy as a fetch handler, free of any runtime; `relay` is what stands behind /relay. */
export type App = Hono<AppEnv> & { relay: RelayDesk };

/** Makes the app of what the runtime has. */
export function createApp(parts: AppParts): App {
  const { config, upstream, sandbox, assets, log = () => {}, limiter, edge = ONE_CLIENT, shutdown = {} } = parts;
  const listed = config.public ? publicOnly(config.allowed) : config.allowed;
  const allowed = [...(sandbox ? sandboxTargets(sandbox) : []), ...listed];
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    const requestId = newRequestId();
    c.set("requestId", requestId);
    await next();
    c.header(REQUEST_ID_HEADER, requestId);
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
  const checkHost = hostCheck({ publicHosts: config.publicHosts, local: !config.public });
  app.use(guard(checkHost));
  if (!config.public) app.get("/health", health);

  // Not "/sign-in/*", which is "/sign-in", too: the page a sign-in window comes back to.
  const asking = [DEVICE_CODE_PATH, TOKEN_PATH];
  const checkToken = config.token === undefined ? undefined : tokenCheck(config.token);
  for (const path of [RELAY_PATH, ...asking, "/config", "/sandbox/*"]) app.use(path, guard(sameOriginCheck));
  if (limiter) for (const path of [...asking, "/sandbox/*"]) app.use(path, rateGuard(limiter, edge));
  if (checkToken) for (const path of [RELAY_PATH, ...asking]) app.use(path, guard(checkToken));
  const { limits, signIn } = config;
  const relay = new RelayDesk({
    checks: [checkHost, sameOriginCheck],
    limiter,
    checkToken,
    allowed,
    limits,
    upstream,
    log,
    shutdown,
  });
  if (!edge.takesRelays) app.post(RELAY_PATH, relayRoute(relay, edge));
  app.route("/sign-in", signInRoutes({ setup: signIn, public: config.public ?? false, upstream, limits, log }));
  app.get("/config", async (c) => {
    const toPage = isPage(askedOf(c)) && !(await edge.isOtherUser?.(c));
    return c.json(describeConfig({ ...config, allowed: listed }, sandbox, toPage));
  });
  if (sandbox) app.route("/sandbox", sandboxRoutes(sandbox.settings));
  if (assets) app.get("*", assets);

  app.notFound((c) => {
    const message = "Nothing is served at this address.";
    return c.json({ code: "not-found", message, requestId: c.get("requestId") } satisfies RelayProblem, 404);
  });
  app.onError((error, c) => {
    const { method, path } = c.req;
    const { problem, status } = refusalOf(error, { requestId: c.get("requestId"), method, path }, log);
    if (problem.retryAfterS !== undefined) c.header("Retry-After", String(problem.retryAfterS));
    return c.json(problem, status);
  });
  return Object.assign(app, { relay });
}
