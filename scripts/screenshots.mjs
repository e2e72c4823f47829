// `npx pnpm screenshots`: takes the pictures of docs/images anew, from the built page and its sandbox.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBuiltPage } from "./setup/built-page.mjs";
import { openOffice, UNTRUSTED_HOST } from "./setup/office.mjs";
import { ROOT } from "./setup/run-command.mjs";
import { shrinkPng } from "./setup/shrink-png.mjs";

const FOLDER = join(ROOT, "docs", "images");
const MAX_BYTES = 250_000;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 800 };
const CASE_A = /12\.1 answers HTTP 500/;
const CASE_B = /14\.1 answers Status 102/;

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {"light" | "dark"} Theme */

/** @type {{ name: string, theme?: Theme, size?: typeof WIDE, prepare: (page: Page) => Promise<void> }[]} */
const pictures = [
  { name: "start", prepare: async () => undefined },
  { name: "workbench-light", prepare: caseBAnswered },
  { name: "workbench-dark", theme: "dark", prepare: caseBAnswered },
  { name: "case-a-before", prepare: caseAAnswered },
  { name: "case-a-after", prepare: caseAFixed },
  { name: "completion", prepare: completionOpen },
  { name: "time-zone", theme: "dark", prepare: timeZoneExplained },
  { name: "outline", prepare: outlineOpen },
  { name: "narrow", size: NARROW, prepare: caseBAnswered },
];

/** Taken of the page whose Office 365 is on this machine. @type {typeof pictures} */
const officePictures = [
  { name: "sign-in-before", prepare: accountOpen },
  { name: "sign-in-code", prepare: codeShown },
  { name: "sign-in-done", theme: "dark", prepare: signedIn },
  { name: "sign-in-token", prepare: deadToken },
  { name: "certificate", prepare: certificateRefused },
];

/** @type {string} */
let clientId = "";

/** @param {Page} page */
async function accountOpen(page) {
  await page.getByRole("button", { name: /List the folders/ }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.getByRole("button", { name: /^Server:/ }).click();
  await page.getByRole("button", { name: /^Office 365/ }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByLabel("Application (client) ID").fill(clientId);
}

/** @param {Page} page */
async function codeShown(page) {
  await accountOpen(page);
  await page.getByRole("button", { name: "With a code" }).click();
  await page.getByTestId("user-code").waitFor();
}

/** @param {Page} page */
async function signedIn(page) {
  await accountOpen(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  const login = await opened;
  await login.locator('input[name="login"]').fill("megan@contoso.example");
  await login.locator('input[name="password"]').fill("any");
  await login.locator('button[type="submit"]').click();
  await login.locator('button[type="submit"]').click();
  await page.getByTestId("token-facts").waitFor();
}

/**
 * A token that has expired, for another service and without the permission.
 * @param {Page} page
 */
async function deadToken(page) {
  await accountOpen(page);
  await page.getByRole("radio", { name: "Token" }).click();
  const claims = { aud: "https://graph.microsoft.com", scp: "Mail.Read", exp: 1_700_000_000 };
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await page.getByLabel("Access token").fill(`${part({ alg: "none" })}.${part(claims)}.x`);
  await page.getByTestId("token-findings").waitFor();
}

/**
 * A server with a certificate for other names.
 * @param {Page} page
 */
async function certificateRefused(page) {
  const q = "Cmd=FolderSync&User=megan%40contoso.example&DeviceId=EASEL0001&DeviceType=EASel";
  const url = `https://${UNTRUSTED_HOST}/Microsoft-Server-ActiveSync`;
  const x =
    '<?xml version="1.0" encoding="utf-8"?>\n<FolderSync xmlns="FolderHierarchy">\n  <SyncKey>0</SyncKey>\n</FolderSync>\n';
  const draft = { v: 1, t: { kind: "own", url }, m: "POST", q, p: "16.1", h: [], b: "auto", x, i: "" };
  await page.goto(`${page.url().split("#")[0]}#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  await page.getByTestId("xml").locator(".monaco-editor .view-line").first().waitFor();
  await page.getByRole("button", { name: /^Send/ }).first().click();
  await page.getByTestId("status").getByText("No answer").waitFor();
}

/** @param {Page} page */
async function caseBAnswered(page) {
  await openCase(page, CASE_B);
  await send(page, "Status 102");
  const finding = page.getByTestId("findings").locator("article").first();
  await finding.getByRole("button", { name: "/SendMail/Mime" }).first().click();
  await page.locator(".easel-lit-line").first().waitFor();
}

/** @param {Page} page */
async function caseAAnswered(page) {
  await openCase(page, CASE_A);
  await send(page, "HTTP 500");
}

/** @param {Page} page */
async function caseAFixed(page) {
  await caseAAnswered(page);
  const finding = page.getByTestId("findings").locator("article").first();
  await finding
    .getByRole("button", { name: /bare message|fix/i })
    .first()
    .click();
  await page.getByTestId("xml").getByText("Not sent at 12.1.").waitFor();
  await send(page, "HTTP 200");
}

/**
 * Elements that may stand here.
 * @param {Page} page
 */
async function completionOpen(page) {
  const lines = ["      <SyncKey>1</SyncKey>", "      <CollectionId>5</CollectionId>", "      "];
  await openSync(page, lines.join("\n"));
  await page.getByTestId("xml").locator(".view-line", { hasText: "CollectionId" }).click();
  for (const key of ["ArrowDown", "End"]) await page.keyboard.press(key);
  await page.keyboard.type("<");
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

/**
 * The tooltip that reads a time zone.
 * @param {Page} page
 */
async function timeZoneExplained(page) {
  const zone = `xP///w${"A".repeat(88)}oAAAAFAAM${"A".repeat(103)}MAAAAFAAIAAAAAAAAAxP///w==`;
  const head = "      <SyncKey>1</SyncKey><CollectionId>2</CollectionId>\n      <Commands><Add><ClientId>1</ClientId>";
  const data = `<ApplicationData>\n        <c:Timezone>${zone}</c:Timezone>\n        <c:AllDayEvent>0</c:AllDayEvent>`;
  await openSync(page, `${head}${data}\n      </ApplicationData></Add></Commands>`);
  const words = page.getByTestId("xml").locator(".view-line span > span", { hasText: "xP///w" }).first();
  const box = await words.boundingBox();
  if (!box) throw new Error("The time zone is nowhere to be seen.");
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.move(box.x + 60, box.y + 8, { steps: 5 });
  await page.locator(".monaco-hover:visible").first().waitFor();
}

/**
 * The list of what an answer holds.
 * @param {Page} page
 */
async function outlineOpen(page) {
  await page.getByRole("button", { name: /List the folders/ }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await send(page, "HTTP 200");
  await page
    .getByTestId("answer")
    .getByRole("button", { name: /^Outline/ })
    .click();
  await page.getByRole("option", { name: /^Changes/ }).waitFor();
}

/**
 * A Sync of one Collection, opened as a link is.
 * @param {Page} page
 * @param {string} inside the lines of the Collection
 */
async function openSync(page, inside) {
  const xml = `<Sync xmlns="AirSync" xmlns:c="Calendar">\n  <Collections>\n    <Collection>\n${inside}\n    </Collection>\n  </Collections>\n</Sync>\n`;
  const q = "Cmd=Sync&User=megan%40contoso.example&DeviceId=EASEL0001&DeviceType=EASel";
  const draft = { v: 1, t: { kind: "sandbox" }, m: "POST", q, p: "16.1", h: [], b: "auto", x: xml, i: "" };
  await page.goto(`${page.url().split("#")[0]}#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  await page.getByTestId("xml").locator(".monaco-editor .view-line").first().waitFor();
  await page.waitForTimeout(800);
}

/**
 * @param {Page} page
 * @param {RegExp} title
 */
async function openCase(page, title) {
  await page.getByRole("button", { name: title }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} words of the status line that comes
 */
async function send(page, words) {
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("status").getByText(words).first().waitFor();
  await page.getByTestId("answer").locator(".monaco-editor .view-line").or(page.getByText("no body")).first().waitFor();
}

/**
 * Nothing that moves or is about to go: the announcer, the caret, the pointer's hover.
 * @param {Page} page
 */
async function settle(page) {
  if ((await page.locator(".monaco-hover:visible").count()) === 0) await page.mouse.move(0, 0);
  await page.locator('[role="status"][aria-live="polite"]:empty').waitFor({ state: "attached" });
  await page.evaluate("document.fonts.ready");
  await page.waitForTimeout(700);
}

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
    clientId = office.clientId;
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
