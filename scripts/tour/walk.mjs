// Ways through the page that the pictures of docs/tour.md begin with.
/** @typedef {import("@playwright/test").Page} Page */

export const CASE_A = /12\.1 answers HTTP 500/;
export const CASE_B = /14\.1 answers Status 102/;

/**
 * A Sync of one Collection, opened as a link is.
 * @param {Page} page
 * @param {string} inside the lines of the Collection
 */
export async function openSync(page, inside) {
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
export async function openCase(page, title) {
  await page.getByRole("button", { name: title }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} words of the status line that comes
 */
export async function send(page, words) {
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("status").getByText(words).first().waitFor();
  await page.getByTestId("answer").locator(".monaco-editor .view-line").or(page.getByText("no body")).first().waitFor();
}

/**
 * Nothing that moves or is about to go: the announcer, the caret, the pointer's hover.
 * @param {Page} page
 */
export async function settle(page) {
  if ((await page.locator(".monaco-hover:visible").count()) === 0) await page.mouse.move(0, 0);
  await page.locator('[role="status"][aria-live="polite"]:empty').waitFor({ state: "attached" });
  await page.evaluate("document.fonts.ready");
  await page.waitForTimeout(700);
}
