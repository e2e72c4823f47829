import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { expect } from "./support/fixtures.ts";
import { CLIENT_ID } from "./support/login-service.ts";
import { test } from "./support/office.ts";

const USER = "megan@contoso.example";

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
  await bench.provision();
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
