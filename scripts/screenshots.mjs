// `npx pnpm screenshots`: takes the pictures of docs/images anew, from the built page and its sandbox.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBuiltPage } from "./setup/built-page.mjs";
import { openOffice } from "./setup/office.mjs";
import { ROOT } from "./setup/run-command.mjs";
import { shrinkPng } from "./setup/shrink-png.mjs";
import { officePictures, signInWith } from "./tour/office-pictures.mjs";
import { pictures, WIDE } from "./tour/pictures.mjs";
import { settle } from "./tour/walk.mjs";

const FOLDER = join(ROOT, "docs", "images");
const MAX_BYTES = 250_000;

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {typeof pictures} wanted
 * @returns {Promise<boolean>} whether none is too large
 */
async function take(browser, url, wanted) {
  let fits = true;
  for (const { name, theme = "light", size = WIDE, prepare } of wanted) {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: theme,
      reducedMotion: "reduce",
      ignoreHTTPSErrors: true,
    });
    const page = await context.newPage();
    await page.goto(url);
    await prepare(page);
    await settle(page);
    const png = shrinkPng(await page.screenshot({ caret: "hide", animations: "disabled" }));
    writeFileSync(join(FOLDER, `${name}.png`), png);
    const tooLarge = png.length > MAX_BYTES;
    fits &&= !tooLarge;
    const sizes = `${size.width}×${size.height}  ${Math.round(png.length / 1000)} kB`;
    console.log(`  ${name}.png  ${sizes}${tooLarge ? "  too large" : ""}`);
    await context.close();
  }
  return fits;
}

/** Names after the command take only these pictures anew. */
const only = process.argv.slice(2);
const chosen = (/** @type {typeof pictures} */ all) =>
  only.length === 0 ? all : all.filter(({ name }) => only.includes(name));

mkdirSync(FOLDER, { recursive: true });
const { browser, url, stop } = await openBuiltPage();
let fits = false;
try {
  fits = await take(browser, url, chosen(pictures));
  const wanted = chosen(officePictures);
  if (wanted.length > 0) {
    const { sandbox } = await (await fetch(`${url}/config`)).json();
    const office = await openOffice(sandbox.url, sandbox.users);
    signInWith(office.clientId);
    try {
      fits = (await take(office.browser, office.url, wanted)) && fits;
    } finally {
      await office.stop();
    }
  }
} finally {
  await stop();
}
process.exit(fits ? 0 : 1);
