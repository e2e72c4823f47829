import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
});

/**
 * Serves a folder on a free loopback port, isolated from other origins so that a page's clock is a fine one.
 * @param {string} folder
 * @returns {Promise<{ url: string, posted: Promise<string>, stop: () => void }>} `posted` is the first body posted
 */
export async function serveFolder(folder) {
  /** @type {(body: string) => void} */
  let tell;
  const posted = /** @type {Promise<string>} */ (
    new Promise((resolve) => {
      tell = resolve;
    })
  );
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      tell(await text(request));
      response.writeHead(204).end();
      return;
    }
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, {
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, posted, stop };
}
