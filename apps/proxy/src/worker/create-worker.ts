import type { Hono, MiddlewareHandler } from "hono";
import packageJson from "../../package.json" with { type: "json" };
import { createApp } from "../app.ts";
import type { Limits } from "../limits.ts";
import { WORKER_LIMITS, type WorkerEnv, workerConfig } from "./worker-config.ts";
import { workerUpstream } from "./worker-upstream.ts";

export interface Worker {
  fetch(request: Request, env: WorkerEnv): Response | Promise<Response>;
}

/**
 * The app as a Worker. There is no sandbox: what it holds would be in one isolate's memory, and the next request may
 * come to another.
 */
export function createWorker(limits: Partial<Limits> = {}): Worker {
  let app: Hono | undefined;
  return {
    fetch(request, env) {
      // The same variables for the isolate's whole life.
      app ??= createApp({
        config: workerConfig(env, packageJson.version, { ...WORKER_LIMITS, ...limits }),
        upstream: workerUpstream,
        ...(env.ASSETS && { assets: boundAssets(env.ASSETS) }),
        log: (line) => console.log(line),
      });
      return app.fetch(request);
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
