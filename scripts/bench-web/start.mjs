/// <reference lib="dom" />
// A cold visit: first paint, and the moment both editors of a draft can be typed into; and whom the page asked.
import { rowOf, spread } from "./table.mjs";

const VISITS = 7;
const row = rowOf([26, 18, 18, 14]);

/** @typedef {import("@playwright/test").Browser} Browser */

/**
 * @param {Browser} browser
 * @param {string} url
 */
export async function benchStart(browser, url) {
  console.log(`A cold visit, ${VISITS} times each, nothing cached: median / p95 in ms since navigation began`);
  row("", "first paint", "usable", "foreign asks");
  await visits("start screen", browser, url, "main h1, main h2");
  await visits("a SendMail by its link", browser, `${url}/${link()}`, ".monaco-editor .view-line");
  console.log("");
}

/**
 * @param {string} name
 * @param {Browser} browser
 * @param {string} url
 * @param {string} usable selects what is there once the page can be used
 */
async function visits(name, browser, url, usable) {
  const paints = [];
  const usables = [];
  let foreign = 0;
  for (let count = 0; count < VISITS; count++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.on("request", (request) => {
      if (/^(?:https?|wss?):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) foreign++;
    });
    await page.addInitScript((selector) => {
      const look = () => {
        if (document.querySelector(selector)) performance.mark("usable");
        else requestAnimationFrame(look);
      };
      look();
    }, usable);
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
    await page.waitForTimeout(500);
    const [paint, there] = await page.evaluate(() =>
      ["first-contentful-paint", "usable"].map((entry) => performance.getEntriesByName(entry)[0]?.startTime ?? 0),
    );
    paints.push(paint ?? 0);
    usables.push(there ?? 0);
    await context.close();
  }
  row(name, spread(paints), spread(usables), foreign);
}

function link() {
  const mime = "From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Hello\r\n\r\nHello.\r\n";
  const xml = `<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n  <Mime><![CDATA[${mime}]]></Mime>\r\n</SendMail>\r\n`;
  const query = "Cmd=SendMail&User=megan%40contoso.example&DeviceId=EASELBENCH1&DeviceType=EASel";
  const draft = { v: 1, t: { kind: "sandbox" }, m: "POST", q: query, p: "16.1", h: [], b: "auto", x: xml, i: "" };
  return `#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`;
}
