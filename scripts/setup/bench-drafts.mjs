// Drafts of known sizes in the built page, with the cursor where a measurement begins.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installMeter } from "./keystroke-meter.mjs";

const LINE = "A line of text, seventy-four characters and a line end, like any other.\r\n";
const HEAD = "From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Bench\r\nMIME-Version: 1.0\r\n\r\n";
/** No link is longer; a larger message is opened as a file. */
const MAX_LINKED = 1_200_000;
const SETTLE_MS = 2500;

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ command: string, version: string, xml: string, mime: string, file?: string }} BenchDraft */

/** @param {number} bytes */
export const textOf = (bytes) => LINE.repeat(Math.ceil(bytes / LINE.length));

/**
 * A SendMail whose message has about so many bytes.
 * @param {string} version
 * @param {number} bytes
 * @returns {BenchDraft}
 */
export function sendMail(version, bytes) {
  const isLinked = bytes <= MAX_LINKED;
  const message = HEAD + textOf(bytes);
  const mime = isLinked ? message : HEAD;
  const xml = `<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n  <Mime><![CDATA[${mime}]]></Mime>\r\n</SendMail>\r\n`;
  const isBare = version === "12.1";
  return {
    command: "SendMail",
    version,
    xml: isBare ? "" : xml,
    mime: isBare ? mime : "",
    ...(isLinked ? {} : { file: message }),
  };
}

/**
 * A Sync that adds so many bytes' worth of contacts: many elements, nothing long.
 * @param {number} bytes
 * @returns {BenchDraft}
 */
export function syncOf(bytes) {
  const add = (/** @type {number} */ id) =>
    `        <Add>\r\n          <ClientId>${id}</ClientId>\r\n          <ApplicationData>\r\n            <c:FirstName>Megan</c:FirstName>\r\n            <c:LastName>Bowen</c:LastName>\r\n            <c:Email1Address>megan${id}@contoso.example</c:Email1Address>\r\n          </ApplicationData>\r\n        </Add>\r\n`;
  const count = Math.ceil(bytes / add(1000).length);
  const adds = Array.from({ length: count }, (_, index) => add(index)).join("");
  const xml = `<Sync xmlns="AirSync" xmlns:c="Contacts">\r\n  <Collections>\r\n    <Collection>\r\n      <SyncKey>1</SyncKey>\r\n      <CollectionId>1</CollectionId>\r\n      <Commands>\r\n${adds}      </Commands>\r\n    </Collection>\r\n  </Collections>\r\n</Sync>\r\n`;
  return { command: "Sync", version: "16.1", xml, mime: "" };
}

/**
 * Opens the page on a draft; a message for a file is still to be opened.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {BenchDraft} draft
 * @returns {Promise<Page>}
 */
export async function openDraft(browser, url, { command, version, xml, mime }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(installMeter);
  const query = `Cmd=${command}&User=megan%40contoso.example&DeviceId=EASELBENCH1&DeviceType=EASel`;
  const draft = { v: 1, t: { kind: "sandbox" }, m: "POST", q: query, p: version, h: [], b: "auto", x: xml, i: mime };
  await page.goto(`${url}/#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  await page.locator(".monaco-editor .view-lines").first().waitFor();
  await page.getByTestId("wire").getByTestId("tokens").waitFor();
  await page.waitForTimeout(SETTLE_MS);
  return page;
}

/**
 * Opens a message as a file, through the pane's own button.
 * @param {Page} page
 * @param {string} message
 * @returns {Promise<void>}
 */
export async function openFile(page, message) {
  const folder = mkdtempSync(join(tmpdir(), "easel-bench-"));
  try {
    const path = join(folder, "message.eml");
    writeFileSync(path, message);
    await page.getByTestId("message-file").setInputFiles(path);
  } finally {
    // The browser has its own hold of the file once it is chosen, and reads it later.
    setTimeout(() => rmSync(folder, { recursive: true, force: true }), 60_000).unref();
  }
}

/** @typedef {"start" | "middle" | "end"} Where */

/**
 * Puts the cursor into a text: the start is the Subject (in XML the first short text), the end the last line.
 * @param {Page} page
 * @param {"mime" | "xml"} pane
 * @param {string} command
 * @param {Where} where
 */
export async function placeCursor(page, pane, command, where) {
  const editor = page.getByTestId(pane).locator(".monaco-editor").first();
  await editor.click({ position: { x: 120, y: 30 } });
  const press = async (/** @type {string[]} */ ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const repeat = (/** @type {string} */ key, /** @type {number} */ count) => Array.from({ length: count }, () => key);
  if (pane === "xml") await press("Control+k", "Control+j");
  if (where === "middle") {
    const bar = await editor.locator(".scrollbar.vertical").first().boundingBox();
    if (!bar) throw new Error(`The ${pane} pane has nothing to scroll.`);
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
    await page.waitForTimeout(800);
    await editor.click({ position: { x: 300, y: 60 } });
    // In the middle of a document of many elements the nearest text is behind a start tag.
    await press(...(command === "Sync" ? await toText(page, editor) : ["Home", ...repeat("ArrowRight", 8)]));
  } else if (where === "start") {
    await press("Control+Home");
    if (pane === "mime") await press("ArrowDown", "ArrowDown", "End");
    else if (command === "Sync") await press(...repeat("ArrowDown", 3), "End", ...repeat("ArrowLeft", 10));
    else await press("ArrowDown", "End", ...repeat("ArrowLeft", 11));
  } else {
    await press("Control+End");
    if (pane === "xml" && command === "SendMail") await press("ArrowUp", "ArrowUp", "Home");
    // </Sync>, </Collections>, </Collection>, </Commands>, </Add>, </ApplicationData>, then the address.
    if (pane === "xml" && command === "Sync") await press(...repeat("ArrowUp", 7), "End", ...repeat("ArrowLeft", 18));
  }
  await page.waitForTimeout(600);
}

/**
 * Keys from a line into its text, or into that of a line near it.
 * @param {Page} page
 * @param {import("@playwright/test").Locator} editor
 */
async function toText(page, editor) {
  for (let tries = 0; tries < 8; tries++) {
    const line = await editor.evaluate((element) => {
      const cursor = element.querySelector(".cursors-layer .cursor")?.getBoundingClientRect();
      const lines = [...element.querySelectorAll(".view-line")];
      return lines.find((each) => Math.abs(each.getBoundingClientRect().top - (cursor?.top ?? 0)) < 4)?.textContent;
    });
    // Counted from the line's end: Home goes to the first character that is no blank, or past it, in turn.
    const behind = /<c:\w+>(.*)$/.exec(line ?? "")?.[1];
    if (behind !== undefined) return ["End", ...Array.from(behind, () => "ArrowLeft")];
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(200);
  }
  throw new Error("There is no text near the middle.");
}
