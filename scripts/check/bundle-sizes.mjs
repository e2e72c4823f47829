import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../setup/run-command.mjs";

/** Bytes of script, gzip, the start screen may need before it is there. */
const FIRST_SCRIPT_LIMIT = 120_000;

/**
 * Why what a first visit loads is not what it should be; undefined when it is.
 * @param {string} [root]
 */
export function firstScriptFault(root = ROOT) {
  const page = join(root, "apps", "web", "dist");
  const scripts = firstScripts(root);
  if (scripts.length === 0) return "The page was not built: no script is named in index.html.";
  const bytes = gzipped(page, scripts);
  if (bytes <= FIRST_SCRIPT_LIMIT) return undefined;
  return `The start screen needs ${kilobytes(bytes)} of script, more than ${kilobytes(FIRST_SCRIPT_LIMIT)}: something became part of it that should come with import().`;
}

/**
 * One line on what a first visit loads (the script and style named in index.html, gzip) and on all there is.
 * @param {string} [root]
 */
export function bundleSizes(root = ROOT) {
  const page = join(root, "apps", "web", "dist");
  const proxy = join(root, "apps", "proxy", "dist", "node.js");
  if (!existsSync(join(page, "index.html"))) return "Bundle size: the page was not built.";
  const first = firstFiles(page);
  const every = existsSync(join(page, "assets")) ? readdirSync(join(page, "assets")) : [];
  const code = every.filter((name) => /\.(?:js|css)$/.test(name)).map((name) => join("assets", name));
  const parts = [
    `page first load ${kilobytes(gzipped(page, first))} gzip`,
    `page code in all ${kilobytes(gzipped(page, code))} gzip`,
  ];
  if (existsSync(proxy)) parts.push(`proxy ${kilobytes(readFileSync(proxy).length)} plain`);
  return `Bundle size: ${parts.join(", ")}.`;
}

/**
 * The scripts a first visit loads before the start screen is there, as paths in the built page.
 * @param {string} [root]
 */
export function firstScripts(root = ROOT) {
  return firstFiles(join(root, "apps", "web", "dist")).filter((name) => name.endsWith(".js"));
}

/**
 * The scripts and styles index.html names.
 * @param {string} page
 */
function firstFiles(page) {
  const index = join(page, "index.html");
  const html = existsSync(index) ? readFileSync(index, "utf8") : "";
  return [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");
}

/**
 * @param {string} page
 * @param {string[]} files
 */
const gzipped = (page, files) =>
  files.reduce((bytes, file) => bytes + gzipSync(readFileSync(join(page, file))).length, 0);

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
