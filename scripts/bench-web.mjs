/// <reference lib="dom" />
// `npx pnpm bench:web`: from the press of a key to the frame that shows the new wire, in the built page in Chromium.
import { openBuiltPage } from "./setup/built-page.mjs";

const KEYSTROKES = 40;
const WARM_UP = 3;
/** A fast typist's pause; what the page puts off until typing rests runs in it, too. */
const PAUSE_MS = 120;
const PASTE_BYTES = 10_000_000;
const LATE_MS = 120_000;
const LINE = "A line of text, seventy-four characters and a line end, like any other.\r\n";
const VERSIONS = ["12.1", "16.1"];
/** @type {[name: string, bytes: number][]} */
const SIZES = [
  ["1 kB", 1_000],
  ["1 MB", 1_000_000],
];

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ times: number[], longTasks: number[], arm: () => void, shown: Promise<number> }} Meter */
/** @typedef {Window & { meter: Meter }} MeteredWindow */

const { browser, url, stop } = await openBuiltPage();
try {
  console.log(`Keystroke to the frame with the new wire, Chromium ${browser.version()}, ${KEYSTROKES} keystrokes each`);
  row("draft", "median", "p95", "slowest", "tasks > 50 ms", "longest");
  for (const [name, bytes] of SIZES) {
    for (const version of VERSIONS) {
      const page = await openDraft(version, message(bytes));
      await typeKeys(page, WARM_UP);
      await page.evaluate(clearMeter);
      const { times, longTasks } = await typeKeys(page, KEYSTROKES);
      const sorted = times.toSorted((a, b) => a - b);
      row(
        `SendMail ${version} ${name}`,
        ms(at(sorted, 0.5)),
        ms(at(sorted, 0.95)),
        ms(at(sorted, 1)),
        String(longTasks.length),
        ms(Math.max(0, ...longTasks)),
      );
      await page.context().close();
    }
  }
  console.log(`\nPaste of ${PASTE_BYTES / 1e6} MB into the MIME pane`);
  row("draft", "to the wire", "", "", "tasks > 50 ms", "longest");
  for (const version of VERSIONS) {
    const page = await openDraft(version, message(100));
    const { time, longTasks } = await paste(page);
    row(`SendMail ${version}`, ms(time), "", "", String(longTasks.length), ms(Math.max(0, ...longTasks)));
    await page.context().close();
  }
} finally {
  await stop();
}

/**
 * A message whose body has about so many bytes.
 * @param {number} bytes
 */
function message(bytes) {
  const head = "From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Bench\r\nMIME-Version: 1.0\r\n\r\n";
  return head + LINE.repeat(Math.ceil(bytes / LINE.length));
}

/**
 * Opens the page on a draft, with the cursor at the end of the MIME pane.
 * @param {string} version
 * @param {string} mime
 * @returns {Promise<Page>}
 */
async function openDraft(version, mime) {
  const bare = version === "12.1";
  const xml = `<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n  <Mime><![CDATA[${mime}]]></Mime>\r\n</SendMail>\r\n`;
  const draft = {
    v: 1,
    t: { kind: "sandbox" },
    m: "POST",
    q: "Cmd=SendMail&User=megan%40contoso.example&DeviceId=EASELBENCH1&DeviceType=EASel",
    p: version,
    h: [],
    b: "auto",
    x: bare ? "" : xml,
    i: bare ? mime : "",
  };
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.addInitScript(installMeter);
  await page.goto(`${url}/#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  const editor = page.getByTestId("mime").locator(".monaco-editor");
  await editor.first().waitFor();
  await page.getByTestId("wire").getByText("<SendMail>").or(page.getByText("bare MIME message")).first().waitFor();
  await page.waitForTimeout(2000);
  await editor.first().click();
  await page.keyboard.press("Control+End");
  await page.waitForTimeout(500);
  return page;
}

/**
 * @param {Page} page
 * @param {number} count
 */
async function typeKeys(page, count) {
  for (let key = 0; key < count; key++) {
    await timeKey(page, "x");
    await page.waitForTimeout(PAUSE_MS);
  }
  return readMeter(page);
}

/** @param {Page} page */
async function paste(page) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), LINE.repeat(PASTE_BYTES / LINE.length));
  await page.waitForTimeout(1000);
  await page.evaluate(clearMeter);
  const time = await timeKey(page, "Control+V");
  await page.waitForTimeout(3000);
  const shown = (await page.getByTestId("wire-size").textContent()) ?? "";
  if (Number(shown.split(" ")[0]?.replaceAll(",", "")) < PASTE_BYTES * 0.99) throw new Error(`Pasted, but: ${shown}`);
  return { time, ...(await readMeter(page)) };
}

/**
 * Presses a key and waits for the frame that shows what it did to the wire.
 * @param {Page} page
 * @param {string} key
 * @returns {Promise<number>} ms
 */
async function timeKey(page, key) {
  // Armed in a call of its own: a key pressed together with it may overtake it.
  await page.evaluate(() => /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter.arm());
  await page.keyboard.press(key);
  const shown = page.evaluate(() => /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter.shown);
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error("The wire never changed.")), LATE_MS).unref(),
  );
  return Promise.race([shown, /** @type {Promise<never>} */ (late)]);
}

/** @param {Page} page */
async function readMeter(page) {
  return page.evaluate(() => {
    const { times, longTasks } = /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter;
    return { times, longTasks };
  });
}

/** Runs in the page: forgets what was measured while the page warmed up. */
function clearMeter() {
  const { meter } = /** @type {MeteredWindow} */ (/** @type {unknown} */ (window));
  meter.times.length = 0;
  meter.longTasks.length = 0;
}

/** Runs in the page, before it: times each key from its event to the frame in which the wire's size has changed. */
function installMeter() {
  let pressed = 0;
  window.addEventListener(
    "keydown",
    (event) => {
      // The stamp is the browser's: what the key waited for a busy page counts.
      if (event.key.length === 1) pressed = event.timeStamp;
    },
    true,
  );
  /** @type {Meter} */
  const meter = {
    times: [],
    longTasks: [],
    shown: Promise.resolve(0),
    arm: () => {
      const size = document.querySelector('[data-testid="wire-size"]');
      if (!size) throw new Error("The page shows no wire.");
      const before = size.textContent;
      meter.shown = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (size.textContent === before) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const time = performance.now() - pressed;
            meter.times.push(time);
            resolve(time);
          });
        });
        observer.observe(size, { childList: true, characterData: true, subtree: true });
      });
    },
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.longTasks.push(duration);
  }).observe({ type: "longtask" });
  Object.assign(window, { meter });
}

/** @param {string[]} cells */
function row(...cells) {
  console.log(
    `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(20) : cell.padStart(14))).join("")}`.trimEnd(),
  );
}

/**
 * @param {number[]} sorted
 * @param {number} part
 */
function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
