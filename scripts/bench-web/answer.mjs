/// <reference lib="dom" />
// An answer of 20 MB, 10,000 mails: how soon after its last byte it is explained and shown, how it scrolls, what it
// weighs.
import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { installMeter, takeLongTasks } from "../setup/keystroke-meter.mjs";
import { largeSync, serveSync } from "./large-sync.mjs";
import { longest, rowOf, spread } from "./table.mjs";

export const ANSWER_PORT = 18_461;
const MAILS = 10_000;
const MAIL_BYTES = 1_700;
const ROUNDS = 5;
const WHEELS = 90;

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {Window & { seen: Record<string, number>, frames: number[] }} WatchedWindow */

const times = rowOf([8, 14, 14, 14, 12, 10, 12, 12, 12, 7]);

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
export async function benchAnswer(browser, url) {
  const body = await largeSync(MAILS, MAIL_BYTES);
  const stop = await serveSync(ANSWER_PORT, body);
  console.log(
    `An answer of ${(body.length / 1e6).toFixed(1)} MB, ${MAILS} mails: ms since its last byte; memory in MB`,
  );
  times(
    "round",
    "findings",
    "first screen",
    "text shown",
    "tasks > 50",
    "longest",
    "heap",
    "process",
    "its peak",
    "load",
  );
  try {
    /** @type {{ hex: number[], text: number[] }} */
    const frames = { hex: [], text: [] };
    for (let round = 1; round <= ROUNDS; round++) await runRound(browser, url, round, frames);
    console.log("  Frames while scrolling by the wheel: median / p95, longest in ms");
    for (const [name, all] of Object.entries(frames)) console.log(`    ${name}: ${spread(all)}, ${longest(all)}`);
    console.log("");
  } finally {
    stop();
  }
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {number} round
 * @param {{ hex: number[], text: number[] }} frames
 */
async function runRound(browser, url, round, frames) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(installMeter);
  await page.goto(`${url}/${link()}`);
  await page.locator(".monaco-editor .view-lines").first().waitFor();
  await page.waitForTimeout(1500);
  await takeLongTasks(page);
  await page.evaluate(watch);
  await page.getByRole("button", { name: /^Send/ }).first().click();
  await page.waitForFunction(() => /** @type {WatchedWindow} */ (/** @type {unknown} */ (window)).seen?.text);
  const tasks = await takeLongTasks(page);
  const memory = await memoryOf(page);
  const since = await page.evaluate(() => {
    const relay = performance.getEntriesByType("resource").findLast(({ name }) => name.endsWith("/relay"));
    const last = /** @type {PerformanceResourceTiming} */ (relay).responseEnd;
    const { seen } = /** @type {WatchedWindow} */ (/** @type {unknown} */ (window));
    return ["findings", "screen", "text"].map((name) => (seen[name] ?? Number.NaN) - last);
  });
  const shown = since.map((value) => value.toFixed(0));
  const load = loadavg()[0]?.toFixed(1) ?? "";
  times(round, ...shown, tasks.length, longest(tasks), memory.heap, memory.now, memory.peak, load);
  const answer = page.getByTestId("answer");
  frames.text.push(...(await scroll(page, answer.getByRole("tabpanel"))));
  await answer.getByRole("tab", { name: "Hex" }).click();
  await answer.getByTestId("hex").waitFor();
  frames.hex.push(...(await scroll(page, answer.getByTestId("hex"))));
  await context.close();
}

/** Runs in the page: looks at each frame what of the answer is there. */
function watch() {
  /** @type {Record<string, number>} */
  const seen = {};
  Object.assign(window, { seen });
  const here = () => {
    const answer = document.querySelector('[data-testid="answer"]');
    const panel = answer?.querySelector('[role="tabpanel"][data-state="active"]');
    return {
      findings: answer?.querySelector('[data-testid="findings"]')?.childElementCount,
      screen: panel?.childElementCount,
      text: panel?.textContent?.includes("Collections"),
    };
  };
  const look = () => {
    const now = performance.now();
    for (const [name, isThere] of Object.entries(here()))
      if (isThere && !document.querySelector('[data-testid="waiting"], [data-testid="reading"]')) seen[name] ??= now;
    if (!seen.text || !seen.findings) requestAnimationFrame(look);
  };
  const waiting = new MutationObserver(() => {
    if (!document.querySelector('[data-testid="waiting"]')) return;
    waiting.disconnect();
    look();
  });
  waiting.observe(document.body, { childList: true, subtree: true });
}

/**
 * Times of the frames while the wheel turns, in ms.
 * @param {Page} page
 * @param {import("@playwright/test").Locator} target
 */
async function scroll(page, target) {
  const box = await target.boundingBox();
  if (!box) throw new Error("There is nothing to scroll.");
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 300) / 2);
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const frame = (/** @type {number} */ now) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
  });
  for (let count = 0; count < WHEELS; count++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => /** @type {WatchedWindow} */ (/** @type {unknown} */ (window)).frames.splice(0));
}

/**
 * What the page holds once nothing is left to free, and what its process takes and took at most.
 * @param {Page} page
 */
async function memoryOf(page) {
  const session = await page.context().newCDPSession(page);
  const before = renderer();
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const after = renderer();
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(0);
  return { heap: megabytes(usedSize), now: megabytes(after.now), peak: megabytes(before.peak) };
}

/** The largest renderer process that this one has started. */
function renderer() {
  const sizes = readRenderers().map((status) => ({ now: bytesIn(status, "VmRSS"), peak: bytesIn(status, "VmHWM") }));
  return sizes.toSorted((left, right) => right.now - left.now)[0] ?? { now: 0, peak: 0 };
}

/** @returns {string[]} the status files of this process's renderers, on Linux; none elsewhere */
function readRenderers() {
  const read = (/** @type {string} */ file) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return "";
    }
  };
  let entries;
  try {
    entries = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  const parents = new Map(entries.map((pid) => [pid, /^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]]));
  const isOurs = (/** @type {string | undefined} */ pid) => {
    for (let at = pid; at; at = parents.get(at)) if (at === String(process.pid)) return true;
    return false;
  };
  return entries
    .filter((pid) => isOurs(pid) && read(`/proc/${pid}/cmdline`).includes("--type=renderer"))
    .map((pid) => read(`/proc/${pid}/status`));
}

/** @param {string} status @param {string} field */
const bytesIn = (status, field) => Number(new RegExp(`^${field}:\\s*(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;

function link() {
  const xml = `<Sync xmlns="AirSync">\r\n  <Collections>\r\n    <Collection>\r\n      <SyncKey>1</SyncKey>\r\n      <CollectionId>5</CollectionId>\r\n    </Collection>\r\n  </Collections>\r\n</Sync>\r\n`;
  const query = "Cmd=Sync&User=megan%40contoso.example&DeviceId=EASELBENCH1&DeviceType=EASel";
  const target = { kind: "own", url: `http://127.0.0.1:${ANSWER_PORT}/Microsoft-Server-ActiveSync` };
  const draft = { v: 1, t: target, m: "POST", q: query, p: "16.1", h: [], b: "auto", x: xml, i: "" };
  return `#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`;
}
