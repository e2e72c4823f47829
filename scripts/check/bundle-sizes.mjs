import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../setup/run-command.mjs";

/**
 * One line on what a first visit loads (the script and style named in index.html, gzip) and on all there is.
 * @param {string} [root]
 */
export function bundleSizes(root = ROOT) {
  const page = join(root, "apps", "web", "dist");
  const proxy = join(root, "apps", "proxy", "dist", "node.js");
  if (!existsSync(join(page, "index.html"))) return "Bundle size: the page was not built.";
  const html = readFileSync(join(page, "index.html"), "utf8");
  const first = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");
  const every = existsSync(join(page, "assets")) ? readdirSync(join(page, "assets")) : [];
  const code = every.filter((name) => /\.(?:js|css)$/.test(name)).map((name) => join("assets", name));
  const sum = (/** @type {string[]} */ files) =>
    files.reduce((bytes, file) => bytes + gzipSync(readFileSync(join(page, file))).length, 0);
  const parts = [`page first load ${kilobytes(sum(first))} gzip`, `page code in all ${kilobytes(sum(code))} gzip`];
  if (existsSync(proxy)) parts.push(`proxy ${kilobytes(readFileSync(proxy).length)} plain`);
  return `Bundle size: ${parts.join(", ")}.`;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
