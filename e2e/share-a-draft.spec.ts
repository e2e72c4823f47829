import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo } from "./support/local-target.ts";

const hexOf = (bench: Bench) => bench.wire.getByTestId("hex").textContent();

test("the address opens the same draft elsewhere, without credentials, and sends nothing", async ({
  page,
  browser,
  baseURL,
}) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await page.getByRole("button", { name: "Share" }).click();
  const url = await page.getByLabel("Link").inputValue();
  expect(url).toContain("#d1=");
  expect(page.url()).toBe(url);
  const bytes = await hexOf(bench);

  const context = await browser.newContext();
  const other = await context.newPage();
  const relayed: string[] = [];
  other.on("request", (request) => request.url().includes("/relay") && relayed.push(request.url()));
  await other.goto(url);
  const second = new Bench(other);
  await second.ready();
  await expect(second.query).toHaveValue(/Cmd=SendMail/);
  await expect.poll(() => hexOf(second)).toBe(bytes);
  expect(relayed).toEqual([]);
  await context.close();

  const { inflateRawSync } = await import("node:zlib");
  const json = inflateRawSync(Buffer.from(url.split("#d1=")[1] ?? "", "base64url")).toString();
  expect(json).not.toContain("sandbox-megan");
  expect(json).not.toMatch(/authorization/i);
  expect(url.startsWith(baseURL ?? "")).toBe(true);
});

for (const [what, fragment, words] of [
  ["broken", "#d1=AAAA!!!!", /link/i],
  ["damaged", "#d1=q1bKTFGyUlAqLilKTSzRUcpOrSwGiugoFSSWZIBEi0tLkvNzlawUlDJSc3Ly", /link/i],
  ["newer", "#d9=AAAA", /newer/i],
] as const) {
  test(`a ${what} link is answered with a sentence, and the page works`, async ({ page }) => {
    await page.goto(`/${fragment}`);
    await expect(page.getByRole("alert")).toContainText(words);
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: /bench/ })).toBeVisible();
  });
}

test("a policy key typed for a server is not in the address", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await page.getByRole("button", { name: /^Headers/ }).click();
  await page.getByLabel("X-MS-PolicyKey").fill("3942919513");
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Name").fill("Authorization");
  await page.getByLabel("Value").fill("Bearer eyJ.secret.token");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/Left out: Authorization header/)).toBeVisible();
  const { inflateRawSync } = await import("node:zlib");
  const url = await page.getByLabel("Link").inputValue();
  const json = inflateRawSync(Buffer.from(url.split("#d1=")[1] ?? "", "base64url")).toString();
  expect(json).not.toContain("3942919513");
  expect(json).not.toContain("secret");
});

test("a link over a bench in use asks before it changes the server, and gives the draft back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  const hash = linkTo("https://mail.example.com/Microsoft-Server-ActiveSync", { version: "14.1", command: "Ping" });
  await page.evaluate((fragment) => {
    window.location.hash = fragment;
  }, hash.slice(1));
  await expect(page.getByTestId("notice")).toContainText(
    /addressed to https:\/\/mail\.example\.com.*you were using the sandbox/,
  );
  const relayed: string[] = [];
  page.on("request", (request) => request.url().endsWith("/relay") && relayed.push(request.url()));
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("notice")).toBeVisible();
  expect(relayed).toEqual([]);
  await page.getByRole("button", { name: "Keep the sandbox" }).click();
  await expect(page.getByRole("button", { name: "Server: Sandbox" })).toBeVisible();
  await expect(bench.query).toHaveValue(/Cmd=Ping/);
});

test("Back goes from the bench to the start and not off the page", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await expect.poll(() => page.url()).toContain("#d");
  await page.goBack();
  await expect(page.getByRole("heading", { name: /bench/ })).toBeVisible();
});
