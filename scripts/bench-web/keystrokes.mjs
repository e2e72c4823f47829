// From the press of a key to the new wire, its frame and the doctor's findings; what a large paste and file take.
import { loadavg } from "node:os";
import { openDraft, openFile, placeCursor, sendMail, syncOf, textOf } from "../setup/bench-drafts.mjs";
import { mainThreadClock, takeLongTasks, timeAct } from "../setup/keystroke-meter.mjs";
import { longest, rowOf, spread } from "./table.mjs";

const WARM_UP = 5;
/** A fast typist's pause; what the page puts off until typing rests runs in it, too. */
const PAUSE_MS = 120;
const PASTE_BYTES = 10_000_000;
const FILE_BYTES = 35_000_000;

/** @typedef {import("../setup/bench-drafts.mjs").BenchDraft} BenchDraft */
/** @typedef {import("../setup/bench-drafts.mjs").Where} Where */
/** @typedef {{ name: string, draft: () => BenchDraft, pane: "mime" | "xml", where: Where[], keys: number }} Series */

/** @type {Where[]} */
const EVERYWHERE = ["start", "middle", "end"];
/** @type {Series[]} */
const SERIES = [
  { name: "12.1 1 kB", draft: () => sendMail("12.1", 1_000), pane: "mime", where: ["start", "end"], keys: 40 },
  { name: "16.1 1 kB", draft: () => sendMail("16.1", 1_000), pane: "mime", where: ["start", "end"], keys: 40 },
  { name: "16.1 1 kB", draft: () => sendMail("16.1", 1_000), pane: "xml", where: ["start", "end"], keys: 40 },
  { name: "12.1 1 MB", draft: () => sendMail("12.1", 1_000_000), pane: "mime", where: EVERYWHERE, keys: 40 },
  { name: "16.1 1 MB", draft: () => sendMail("16.1", 1_000_000), pane: "mime", where: EVERYWHERE, keys: 40 },
  { name: "16.1 1 MB", draft: () => sendMail("16.1", 1_000_000), pane: "xml", where: EVERYWHERE, keys: 40 },
  { name: "Sync 1 MB", draft: () => syncOf(1_000_000), pane: "xml", where: EVERYWHERE, keys: 40 },
  { name: "12.1 35 MB", draft: () => sendMail("12.1", FILE_BYTES), pane: "mime", where: EVERYWHERE, keys: 20 },
  { name: "16.1 35 MB", draft: () => sendMail("16.1", FILE_BYTES), pane: "mime", where: EVERYWHERE, keys: 20 },
];
/** @typedef {import("@playwright/test").Browser} Browser */

const row = rowOf([12, 6, 8, 6, 16, 16, 16, 12, 10, 11, 7]);

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {(name: string) => boolean} isWanted
 */
export async function benchKeystrokes(browser, url, isWanted) {
  const series = SERIES.filter(({ name }) => isWanted(name));
  if (series.length > 0) {
    console.log(`Keystrokes, Chromium ${browser.version()}: median / p95 in ms since the key's event`);
    console.log("processor: the main thread's own time for a key and what follows it; load: of the machine meanwhile");
    const times = ["bytes, labels", "their frame", "findings", "tasks > 50", "longest", "processor", "load"];
    row("draft", "pane", "where", "keys", ...times);
  }
  for (const each of series) await runSeries(browser, url, each);
  if (isWanted("paste")) await runPaste(browser, url);
  if (isWanted("file")) await runFile(browser, url);
}

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {Series} series
 */
async function runSeries(browser, url, { name, draft: makeDraft, pane, where, keys }) {
  const draft = makeDraft();
  const page = await openDraft(browser, url, draft);
  if (draft.file) {
    const { file } = draft;
    await timeAct(page, () => openFile(page, file));
    await page.waitForTimeout(4000);
  }
  const clock = await mainThreadClock(page);
  for (const place of where) {
    await placeCursor(page, pane, draft.command, place);
    const key = draft.command === "Sync" || (pane === "xml" && place === "start") ? "7" : "x";
    const press = async () => {
      const times = await timeAct(page, () => page.keyboard.press(key));
      await page.waitForTimeout(PAUSE_MS);
      return times;
    };
    for (let count = 0; count < WARM_UP; count++) await press();
    await takeLongTasks(page);
    const began = await clock();
    /** @type {import("../setup/keystroke-meter.mjs").KeyTimes[]} */
    const times = [];
    for (let count = 0; count < keys; count++) times.push(await press());
    const tasks = await takeLongTasks(page);
    const took = ((await clock()) - began) / keys;
    const stat = (/** @type {"bytes" | "frame" | "findings"} */ which) => spread(times.map((each) => each[which]));
    row(
      name,
      pane,
      place,
      keys,
      stat("bytes"),
      stat("frame"),
      stat("findings"),
      tasks.length,
      longest(tasks),
      took.toFixed(1),
      loadavg()[0]?.toFixed(1) ?? "",
    );
  }
  await page.context().close();
}

/** @param {Browser} browser @param {string} url */
async function runPaste(browser, url) {
  console.log(`\nPaste of ${PASTE_BYTES / 1e6} MB into the MIME pane, in ms since the key's event`);
  row("draft", "", "", "", "bytes, labels", "their frame", "findings", "tasks > 50", "longest");
  for (const version of ["12.1", "16.1"]) {
    const page = await openDraft(browser, url, sendMail(version, 100));
    await placeCursor(page, "mime", "SendMail", "end");
    await page.evaluate((text) => navigator.clipboard.writeText(text), textOf(PASTE_BYTES));
    await page.waitForTimeout(1000);
    await takeLongTasks(page);
    const times = await timeAct(page, () => page.keyboard.press("Control+V"));
    await reportOnce(page, version, times, PASTE_BYTES);
  }
}

/** @param {Browser} browser @param {string} url */
async function runFile(browser, url) {
  console.log(`\nA file of ${FILE_BYTES / 1e6} MB opened as the message, in ms since it was chosen`);
  row("draft", "", "", "", "bytes, labels", "their frame", "findings", "tasks > 50", "longest");
  for (const version of ["12.1", "16.1"]) {
    const { file = "", ...draft } = sendMail(version, FILE_BYTES);
    const page = await openDraft(browser, url, draft);
    await takeLongTasks(page);
    await reportOnce(page, version, await timeAct(page, () => openFile(page, file)), FILE_BYTES);
  }
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} version
 * @param {import("../setup/keystroke-meter.mjs").KeyTimes} times
 * @param {number} atLeast bytes the wire must have, or what was measured was something else
 */
async function reportOnce(page, version, times, atLeast) {
  await page.waitForTimeout(4000);
  const shown = (await page.getByTestId("wire-size").textContent()) ?? "";
  if (Number(shown.split(" ")[0]?.replaceAll(",", "")) < atLeast * 0.99) throw new Error(`Too little came: ${shown}`);
  const tasks = await takeLongTasks(page);
  const ms = (/** @type {number} */ value) => value.toFixed(0);
  row(version, "", "", "", ms(times.bytes), ms(times.frame), ms(times.findings), tasks.length, longest(tasks));
  await page.context().close();
}
