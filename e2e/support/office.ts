import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { Bench } from "./bench.ts";
import { type ExchangeOnline, startExchangeOnline } from "./exchange-online.ts";
import { test as easelTest, expect } from "./fixtures.ts";
import { type LoginService, startLoginService } from "./login-service.ts";
import { watchFaults } from "./page-faults.ts";
import { startRehearsal } from "./rehearsal.ts";

const FIRST_PORT = 4800;

interface Office {
  url: string;
  login: LoginService;
  exchange: ExchangeOnline;
  browser: Browser;
  log(): string;
}

/** Office 365 on loopback: a real OpenID provider and an Exchange Online, under their own names, for one worker. */
export const test = easelTest.extend<{ office: Office; bench: Bench }, { standIns: Office }>({
  standIns: [
    async ({ easel }, use, { parallelIndex }) => {
      const port = FIRST_PORT + parallelIndex;
      const { sandbox } = await (await fetch(`${easel.url}/config`)).json();
      const exchange = await startExchangeOnline(
        sandbox.url,
        (user) => sandbox.users.find((each: { user: string }) => each.user === user)?.password ?? "",
      );
      const login = await startLoginService(`http://localhost:${port}/sign-in.html`);
      const proxy = await startRehearsal(port, {
        "outlook.office365.com": exchange.port,
        "eas.outlook.com": exchange.port,
        "login.microsoftonline.com": login.port,
      });
      const executablePath = findBrowser();
      const browser = await chromium.launch({
        ...(executablePath && { executablePath }),
        args: [
          "--no-sandbox",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          `--host-resolver-rules=MAP login.microsoftonline.com 127.0.0.1:${login.port}`,
        ],
      });
      await use({ url: proxy.url, login, exchange, browser, log: proxy.log });
      await browser.close();
      await Promise.all([proxy.stop(), exchange.stop(), login.stop()]);
    },
    { scope: "worker" },
  ],

  office: async ({ standIns }, use) => {
    standIns.login.tokensLast(3600);
    standIns.login.acceptRefreshTokens(true);
    standIns.exchange.cookies.length = 0;
    await use(standIns);
  },

  bench: async ({ office }, use) => {
    const context = await office.browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1440, height: 900 },
    });
    const faults = watchFaults(context);
    // The provider's own pages, and their fonts.
    faults.allow(/login\.microsoftonline\.com|fonts\.googleapis\.com|ERR_INTERNET_DISCONNECTED/);
    const page = await context.newPage();
    await page.goto(office.url);
    await page.getByRole("button", { name: /List the folders/ }).click();
    const bench = new Bench(page);
    await bench.ready();
    await page.getByRole("button", { name: /^Server:/ }).click();
    await page.getByRole("button", { name: /^Office 365/ }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await use(bench);
    const problems = faults.list();
    await context.close();
    expect(problems, "faults on the page").toEqual([]);
  },
});
