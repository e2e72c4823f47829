import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../scripts/browser.mjs";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { type ExchangeOnline, startExchangeOnline } from "./support/exchange-online.ts";
import { test as easelTest, expect } from "./support/fixtures.ts";
import { CLIENT_ID, type LoginService, startLoginService } from "./support/login-service.ts";
import { watchFaults } from "./support/page-faults.ts";
import { startRehearsal } from "./support/rehearsal.ts";

const FIRST_PORT = 4800;
const USER = "megan@contoso.example";

interface Office {
  url: string;
  login: LoginService;
  exchange: ExchangeOnline;
  browser: Browser;
  log(): string;
}

/** Office 365 on loopback: a real OpenID provider and an Exchange Online, under their own names, for one worker. */
const test = easelTest.extend<{ office: Office; bench: Bench }, { standIns: Office }>({
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

const account = (page: Page) => page.getByRole("button", { name: /^Account:/ });

async function fillApplication(page: Page, tenant = ""): Promise<void> {
  await account(page).click();
  await page.getByLabel("Application (client) ID").fill(CLIENT_ID);
  await page.getByLabel("Tenant").fill(tenant);
}

/** Answers the provider's own pages as Megan would. */
async function enterName(page: Page, answer: "agree" | "refuse" = "agree"): Promise<void> {
  await page.locator('input[name="login"]').fill(USER);
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  if (answer === "refuse") await page.getByRole("link", { name: /cancel/i }).click();
  else await page.locator('button[type="submit"]').click();
}

async function signInByWindow(page: Page): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  await enterName(await opened);
  await expect(page.getByTestId("token-facts")).toBeVisible({ timeout: 20_000 });
}

async function storedTexts(context: BrowserContext, page: Page): Promise<string> {
  const inPage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  return inPage + JSON.stringify(await context.cookies());
}

test("signs in by a window, provisions, lists folders and sends a mail at 16.1", async ({ office, bench, sandbox }) => {
  await sandbox.configure({ policyRequired: true });
  const { page } = bench;
  await fillApplication(page);
  await expectAccessible(page, "before signing in");
  await signInByWindow(page);
  const facts = page.getByTestId("token-facts");
  await expect(facts).toContainText(USER);
  await expect(facts).toContainText("https://outlook.office.com");
  await expect(facts).toContainText("EAS.AccessAsUser.All");
  await expect(facts).toContainText(/in 59 min \d+ s/);
  await expectAccessible(page, "signed in");
  await page.keyboard.press("Escape");
  await expect(account(page)).toContainText(USER);

  await bench.chooseCommand("OPTIONS");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  await page.getByRole("button", { name: "Send its 2 cookies back" }).click();
  await bench.chooseCommand("FolderSync");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 142");
  await page.getByRole("button", { name: "Go on with Provision" }).click();
  await bench.send();
  await page.getByRole("button", { name: "Write the acknowledgement" }).click();
  await bench.send();
  await page.getByRole("button", { name: "Use the policy key from now on" }).click();
  await bench.chooseCommand("FolderSync");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 1");
  expect(office.exchange.cookies.slice(0, 2)).toEqual(["", "X-BackEndCookie=S-1-5-21=u56Lnp2ejJqB; ClientId=ABC123"]);
  await bench.chooseCommand("SendMail");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");

  const stored = await storedTexts(page.context(), page);
  expect(stored).not.toMatch(/eyJ[\w-]{20}/);
  expect(office.log()).not.toMatch(/eyJ[\w-]{20}/);
});

test("Basic is refused with the challenge explained, and a token that cannot work is told of before it is sent", async ({
  bench,
}) => {
  const { page } = bench;
  await account(page).click();
  await page.getByRole("radio", { name: "Basic" }).click();
  await page.getByLabel("User name").fill(USER);
  await page.getByLabel("Password").fill("secret");
  await page.getByRole("button", { name: "Done" }).click();
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 401");
  await expect(bench.findings).toContainText(/OAuth|token/i);

  await account(page).click();
  await page.getByRole("radio", { name: "Token" }).click();
  const claims = { aud: "https://graph.microsoft.com", scp: "Mail.Read", exp: Math.floor(Date.now() / 1000) - 5 };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await page.getByLabel("Access token").fill(`${part({ alg: "none" })}.${part(claims)}.x`);
  await page.keyboard.press("Escape");
  for (const title of ["The token has expired", "for another service", "does not allow ActiveSync"]) {
    await expect(page.getByTestId("token-findings")).toContainText(title);
  }
});

test("signs in with a code entered elsewhere", async ({ office, bench }) => {
  const { page } = bench;
  await fillApplication(page);
  await page.getByRole("button", { name: "With a code" }).click();
  const code = await page.getByTestId("user-code").textContent();
  await expectAccessible(page, "code shown");
  const elsewhere = await office.browser.newContext({ ignoreHTTPSErrors: true });
  const other = await elsewhere.newPage();
  await other.goto(`https://login.microsoftonline.com/device?user_code=${code}`);
  await other.locator('button[type="submit"]').first().click();
  await other
    .locator('button[type="submit"]')
    .first()
    .click()
    .catch(() => undefined);
  if (await other.locator('input[name="login"]').isVisible()) await enterName(other);
  await elsewhere.close();
  await expect(page.getByTestId("token-facts")).toContainText(USER, { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
});

test("leaves the page for the sign-in and comes back with the draft, and stays signed in over a reload", async ({
  bench,
}) => {
  const { page } = bench;
  await bench.fill(bench.xml, '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync><!-- mine -->');
  await page.waitForTimeout(500);
  await fillApplication(page);
  await page.getByLabel(/^Stay signed in/).check();
  await page.getByRole("button", { name: "In this tab" }).click();
  await enterName(page);
  await bench.ready();
  await expect(account(page)).toContainText(USER, { timeout: 20_000 });
  expect(await bench.xmlText()).toContain("<!-- mine -->");
  await page.reload();
  await bench.ready();
  await expect(account(page)).toContainText(USER, { timeout: 20_000 });
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  await account(page).click();
  await page.getByRole("button", { name: "Sign out here" }).click();
  expect(await storedTexts(page.context(), page)).not.toMatch(/eyJ[\w-]{20}/);
});

test("renews a token about to end before sending, and says so when that cannot be done", async ({ office, bench }) => {
  const { page } = bench;
  office.login.tokensLast(120);
  await fillApplication(page);
  await signInByWindow(page);
  await expect(page.getByTestId("token-facts")).toContainText(/in (?:1 min \d+|\d+) s/);
  office.login.tokensLast(3600);
  await page.keyboard.press("Escape");
  await bench.send();
  await account(page).click();
  await expect(page.getByTestId("token-facts")).toContainText(/in 59 min/);
  office.login.acceptRefreshTokens(false);
  await page.getByRole("button", { name: "Renew the token" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("AADSTS700082");
  await expectAccessible(page, "renewing failed");
});

test("a wrong tenant, a refusal and a dead network each get their sentence", async ({ bench }) => {
  const { page } = bench;
  await fillApplication(page, "nowhere.example");
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  await opened;
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("AADSTS90002");

  await page.getByLabel("Tenant").fill("");
  const again = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  await enterName(await again, "refuse");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("refused");

  await page.getByRole("button", { name: "With a code" }).click();
  await expect(page.getByTestId("user-code")).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(/did not answer/, { timeout: 20_000 });
  await page.context().setOffline(false);
});

test("451 and throttling are shown, and nothing is followed unasked", async ({ office, bench }) => {
  const { page } = bench;
  await fillApplication(page);
  await signInByWindow(page);
  await page.keyboard.press("Escape");
  office.exchange.moods.redirectTo = "https://eas.outlook.com/Microsoft-Server-ActiveSync";
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("451");
  await expect(bench.answer).toContainText("eas.outlook.com");
  expect(office.exchange.cookies).toHaveLength(1);
  await page.getByRole("button", { name: "Go to eas.outlook.com" }).click();
  await expect(account(page)).toContainText("Not signed in");
  await expect(page.getByTestId("notice")).toContainText("stays with outlook.office365.com");
  expect(office.exchange.cookies).toHaveLength(1);
  await page.getByRole("button", { name: "Sign in at eas.outlook.com the same way" }).click();
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  office.exchange.moods.throttle = true;
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("503");
  await expect(bench.findings).toContainText("30");
});
