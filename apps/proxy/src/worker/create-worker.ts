import type { MiddlewareHandler } from "hono";
import packageJson from "../../package.json" with { type: "json" };
import { createApp } from "../app.ts";
import type { Edge } from "../app-env.ts";
import { clientKey, type RateLimiter } from "../clients/index.ts";
import type { AppConfig } from "../config.ts";
import { formatJson } from "../log.ts";
import { type WorkerEnv, workerConfig } from "./worker-config.ts";
import { workerUpstream } from "./worker-upstream.ts";

export interface Worker {
  fetch(request: Request, env: WorkerEnv): Response | Promise<Response>;
}

/**
 * The app as a Worker. There is no sandbox: what it holds would be in one isolate's memory, and the next request may
 * come to another.
 * @param adjust for tests, which call servers on their own machine.
 */
export function createWorker(adjust: (config: AppConfig) => AppConfig = (config) => config): Worker {
  let app: ReturnType<typeof createApp> | undefined;
  return {
    fetch(request, env) {
      // The same variables for the isolate's whole life.
      app ??= createApp({
        config: adjust(workerConfig(env, packageJson.version)),
        upstream: workerUpstream,
        edge: cloudflareEdge,
        ...(env.ASSETS && { assets: boundAssets(env.ASSETS) }),
        ...(env.RATE_LIMITER && { limiter: boundLimiter(env.RATE_LIMITER) }),
        log: (entry) => console.log(formatJson(entry)),
      });
      return app.fetch(request, env);
    },
  };
}

/** Cloudflare writes this header itself, over whatever the client said. */
const cloudflareEdge: Edge = { clientOf: (c) => clientKey(c.req.header("cf-connecting-ip") ?? "") };

/** The binding does not say when there is room again; its shortest period is this long. */
const RETRY_AFTER_MS = 10_000;

function boundLimiter(binding: NonNullable<WorkerEnv["RATE_LIMITER"]>): RateLimiter {
  return {
    async take(client) {
      const { success } = await binding.limit({ key: client }).catch(() => ({ success: true }));
      return success ? { allowed: true } : { allowed: false, retryAfterMs: RETRY_AFTER_MS };
    },
  };
}

/** Vite puts a hash of the content into the names of files in this folder. */
const HASHED = /^\/assets\//;

function boundAssets(assets: NonNullable<WorkerEnv["ASSETS"]>): MiddlewareHandler {
  return async (c, next) => {
    const found = await assets.fetch(c.req.raw);
    if (found.status === 404) return next();
    const answer = new Response(found.body, found);
    answer.headers.set("Cache-Control", HASHED.test(c.req.path) ? "public, max-age=31536000, immutable" : "no-cache");
    return answer;
  };
}
