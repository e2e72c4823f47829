import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import type { MiddlewareHandler } from "hono";

/** Vite puts a hash of the content into the names of files in this folder. */
const HASHED = /^\/assets\//;

/** The page's built files, with .br and .gz neighbours where the build made them. */
export function fileAssets(directory: string): MiddlewareHandler {
  return serveStatic({
    root: directory,
    precompressed: true,
    onFound: (_path, c) => {
      c.header("Cache-Control", HASHED.test(c.req.path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}

/** What to say at / when nobody has built the page. */
export function missingAssets(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path !== "/") return next();
    return c.text("EASel's page is not built yet. Run: npm start (or: pnpm run build)\n", 503);
  };
}

/** `apps/web/dist` as seen from the bundle in `apps/proxy/dist` and from the sources in `apps/proxy/src/node`. */
export function findAssets(given?: string): string | undefined {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const candidates = given
    ? [path.resolve(given)]
    : ["../../web/dist", "../../../web/dist"].map((p) => path.resolve(here, p));
  return candidates.find((directory) => existsSync(path.join(directory, "index.html")));
}
