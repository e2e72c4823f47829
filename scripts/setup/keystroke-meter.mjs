/// <reference lib="dom" />
// Times keystrokes inside the page: from the event to the wire in the document, to its frame, to the doctor's findings.

const LATE_MS = 120_000;

/**
 * What one key took, in ms since its event: until the document shows the new wire, until the next frame begins (which
 * paints it), until the findings are about it.
 * @typedef {{ bytes: number, frame: number, findings: number }} KeyTimes
 */
/** @typedef {{ longTasks: number[], arm: () => void, shown: Promise<KeyTimes> }} Meter */
/** @typedef {Window & { meter: Meter }} MeteredWindow */
/** @typedef {import("@playwright/test").Page} Page */

/** Runs in the page, before it. */
export function installMeter() {
  let pressed = 0;
  const stamp = (/** @type {Event} */ event) => {
    // The stamp is the browser's: what the key waited for a busy page counts.
    pressed = event.timeStamp;
  };
  const isWriting = (/** @type {KeyboardEvent} */ event) => event.key.length === 1 && !event.altKey;
  window.addEventListener("keydown", (event) => isWriting(event) && stamp(event), true);
  window.addEventListener("change", stamp, true);
  const since = () => performance.now() - pressed;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  /** @type {Meter} */
  const meter = {
    longTasks: [],
    shown: Promise.resolve({ bytes: 0, frame: 0, findings: 0 }),
    arm: () => {
      const size = document.querySelector('[data-testid="wire-size"]');
      const answer = document.querySelector('[data-testid="answer"] [aria-busy]');
      if (!size || !answer) throw new Error("The page shows no wire.");
      const isBusy = () => answer.getAttribute("aria-busy") === "true";
      const before = size.textContent;
      meter.shown = new Promise((resolve) => {
        /** @type {Promise<{ bytes: number, frame: number }> | undefined} */
        let wire;
        const observer = new MutationObserver(async () => {
          if (size.textContent === before) return;
          const bytes = since();
          wire ??= nextFrame().then(() => ({ bytes, frame: since() }));
          if (isBusy()) return;
          observer.disconnect();
          resolve({ ...(await wire), findings: bytes });
        });
        observer.observe(size, { childList: true, characterData: true, subtree: true });
        observer.observe(answer, { attributeFilter: ["aria-busy"] });
      });
    },
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.longTasks.push(duration);
  }).observe({ type: "longtask" });
  Object.assign(window, { meter });
}

/**
 * Does something to the draft and waits until the page has caught up with it.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 * @returns {Promise<KeyTimes>}
 */
export async function timeAct(page, act) {
  // Armed in a call of its own: a key pressed together with it may overtake it.
  await page.evaluate(() => /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter.arm());
  await act();
  const shown = page.evaluate(() => /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter.shown);
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error("The wire never changed.")), LATE_MS).unref(),
  );
  return Promise.race([shown, /** @type {Promise<never>} */ (late)]);
}

/**
 * The tasks above 50 ms since it was asked last.
 * @param {Page} page
 * @returns {Promise<number[]>}
 */
export async function takeLongTasks(page) {
  return page.evaluate(() => /** @type {MeteredWindow} */ (/** @type {unknown} */ (window)).meter.longTasks.splice(0));
}

/**
 * Reads the processor time the page's main thread has taken, in ms: unlike what passes by the clock, it says the same
 * on a machine that does other things.
 * @param {Page} page
 * @returns {Promise<() => Promise<number>>}
 */
export async function mainThreadClock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
}
