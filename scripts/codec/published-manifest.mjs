// `npm pack` and `npm publish` run this around their work: what is published must not name sources it does not carry.
// Vite and others set `development` while they serve, which inside the repository leads to src/*.ts.
// usage: node published-manifest.mjs put|back
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CODEC } from "./build.mjs";

const MANIFEST = join(CODEC, "package.json");
const OWN = join(CODEC, "package.own.json");

/** Puts the published manifest where the repository's stands, and keeps that beside it. */
export function putPublishedManifest() {
  // Left over when packing was broken off.
  if (existsSync(OWN)) putBack();
  const own = readFileSync(MANIFEST, "utf8");
  writeFileSync(OWN, own);
  writeFileSync(MANIFEST, publishedManifest(own));
}

export function putBack() {
  if (existsSync(OWN)) renameSync(OWN, MANIFEST);
}

/** The manifest without the condition that leads to sources and without the scripts that need them. @param {string} own */
export function publishedManifest(own) {
  const { scripts: _, ...manifest } = JSON.parse(own);
  for (const targets of Object.values(manifest.exports)) if (typeof targets === "object") delete targets.development;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === "put") putPublishedManifest();
  else putBack();
}
