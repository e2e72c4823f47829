import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4797;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });
// Each look at a page takes axe a second or two, and a test takes up to eight of them.
test.describe.configure({ timeout: 90_000 });

const folderSync = {
  version: "16.1",
  command: "FolderSync",
  xml: '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>',
};

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: "reduce" } });
    const check = async (page: Page, state: string) => {
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expectAccessible(page, `${state}, ${theme}`);
    };

    test("the start screen breaks no rule", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("button", { name: /Status 102/ })).toBeVisible();
      await check(page, "start screen");
      await page.getByLabel("Paste a request").fill('{"json": true}');
      await page.getByRole("button", { name: "Open it" }).click();
      await expect(page.getByText(/This is JSON/)).toBeVisible();
      await check(page, "start screen that refused a paste");
    });

    test("the bench breaks no rule at 16.1 and at 12.1", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/Send a message/);
      await check(page, "bench at 16.1");
      await bench.chooseVersion("12.1");
      await expect(bench.xml).toContainText("Not sent at 12.1");
      await check(page, "bench at 12.1");
    });

    test("half-typed text and its problems break no rule", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/List the folders/);
      await bench.fill(bench.xml, "03 01 6A 00 00 07 56 52 03 37 00 01 01");
      await expect(bench.xml).toContainText(/looks like hexadecimal/);
      await expect(bench.wire).toContainText("not sendable");
      await check(page, "hex in the XML pane");
    });

    test("case A breaks no rule before its answer, after it, and after the fix", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCase(/12\.1 answers HTTP 500/);
      await expect(bench.findings).toContainText(/CRLF/);
      await check(page, "case A before sending");
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("HTTP 500");
      await check(page, "case A answered");
      await bench.findings.locator("article").first().locator("button").first().click();
      await expect(page.getByTestId("draft-changed")).toBeVisible();
      await check(page, "case A fixed, not sent again");
    });

    test("case B breaks no rule after its answer, in any tab, with its bytes lit up", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCase(/14\.1 answers Status 102/);
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("Status 102");
      await bench.findings.getByRole("button", { name: "/SendMail/Mime" }).click();
      await expect(bench.xml.locator(".easel-lit-line").first()).toBeVisible();
      for (const tab of ["XML", "Hex", "Headers", "Raw"]) {
        await page.getByRole("tab", { name: tab }).click();
        await expect(page.getByRole("tabpanel")).toBeVisible();
        await check(page, `case B answered, tab ${tab}`);
      }
    });

    test("waiting and cancelling break no rule", async ({ page }) => {
      const target = await startLocalTarget(PORT, () => undefined);
      await page.goto(linkTo(target.url, folderSync));
      await new Bench(page).ready();
      await page.keyboard.press("Control+Enter");
      await expect(page.getByTestId("waiting")).toContainText(/Waiting for the server/);
      await check(page, "waiting");
      await page.keyboard.press("Control+Enter");
      await expect(page.getByTestId("answer")).toContainText("Cancelled");
      await check(page, "cancelled");
      await target.close();
    });

    test("a refused server breaks no rule", async ({ page, faults }) => {
      faults.allow(/403|Failed to load resource/);
      const bench = new Bench(page);
      await page.goto(linkTo("https://mail.example.com/Microsoft-Server-ActiveSync", folderSync));
      await bench.ready();
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("No answer");
      await check(page, "refused");
    });

    test("an answer without a fault breaks no rule", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/List the folders/);
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("HTTP 200");
      await check(page, "answered 200");
    });

    test("an answer that is cut short breaks no rule", async ({ page }) => {
      const target = await startLocalTarget(PORT, (_request, response) => {
        response.writeHead(200, { "Content-Type": "application/vnd.ms-sync.wbxml", "Content-Length": "900" });
        response.write(Buffer.from("03016a000007564c0331000152", "hex"), () => response.destroy());
      });
      const bench = new Bench(page);
      await page.goto(linkTo(target.url, folderSync));
      await bench.ready();
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("cut short");
      await check(page, "cut reply");
      await target.close();
    });

    test("signing in at Office 365 breaks no rule", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/List the folders/);
      await page.getByRole("button", { name: /^Server:/ }).click();
      await page.getByRole("button", { name: /^Office 365/ }).click();
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: /^Account:/ }).click();
      await expect(page.getByRole("dialog", { name: "Account" })).toBeVisible();
      await check(page, "sign-in panel");
    });

    test("the palette breaks no rule: whole, narrowed down, and empty", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/List the folders/);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("option", { name: /^Send, or cancel/ })).toBeVisible();
      await check(page, "palette");
      await page.keyboard.insertText("sync 16");
      await expect(page.getByRole("option", { name: /^FolderSync 16\.1/ })).toBeVisible();
      await check(page, "palette, searched");
      await page.keyboard.insertText("qqq");
      await expect(page.getByText(/Nothing is called that/)).toBeVisible();
      await check(page, "palette, nothing found");
    });

    test("the list of keys breaks no rule", async ({ page }) => {
      await page.goto("/");
      await page.keyboard.press("F1");
      await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
      await check(page, "list of keys");
    });

    test("an editor breaks no rule, in front of it and inside, nor does the offer to undo a fix", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCase(/14\.1 answers Status 102/);
      await bench.xml.getByRole("group", { name: /Escape to leave/ }).focus();
      await check(page, "in front of an editor");
      await page.keyboard.press("Enter");
      await expect(bench.xml.getByRole("textbox")).toBeFocused();
      await check(page, "inside an editor");
      await bench.findings.getByRole("button", { name: "Make it opaque" }).click();
      await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
      await check(page, "fixed, with Undo");
    });

    test("a broken link's banner breaks no rule", async ({ page }) => {
      await page.goto("/#d1=broken");
      await expect(page.getByRole("alert")).toBeVisible();
      await check(page, "broken link");
    });

    test("the open panels and menus break no rule", async ({ page }) => {
      const bench = new Bench(page);
      await bench.openCommand(/Send a message/);
      for (const name of [/^Server:/, /^Account:/, /^User megan/, /^Headers/, /^Share/]) {
        await page.getByRole("button", { name }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await check(page, `panel ${name}`);
        if (name.test("Server: x")) {
          await page.getByRole("button", { name: /^Own server/ }).click();
          await expect(page.getByLabel("Server address")).toBeVisible();
          await check(page, "own server in the panel");
        }
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
      await page.getByRole("button", { name: /^Command/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await check(page, "menu of commands");
    });

    test.describe("at 360 px", () => {
      test.use({ viewport: { width: 360, height: 740 } });
      test("neither screen breaks a rule or scrolls sideways", async ({ page }) => {
        const bench = new Bench(page);
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await page.goto("/");
        await expect(page.getByRole("button", { name: /Status 102/ })).toBeVisible();
        await check(page, "start screen at 360 px");
        expect(await sideways()).toBe(0);
        await bench.openCase(/14\.1 answers Status 102/);
        await check(page, "bench at 360 px");
        await bench.send();
        await expect(page.getByTestId("status")).toContainText("Status 102");
        await check(page, "answer at 360 px");
        expect(await sideways()).toBe(0);
      });
    });
  });
}
