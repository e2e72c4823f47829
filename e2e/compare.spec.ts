import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

test("two round trips are compared: what differs in sentences, elements by key, bytes", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 102");
  await bench.findings
    .locator("article")
    .first()
    .getByRole("button", { name: /opaque/i })
    .click();
  await expect(bench.xml).toContainText("CDATA");
  await bench.send();
  await expect(page.getByTestId("status")).not.toContainText("Status 102");

  await page.getByTestId("answer").getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await expect(dialog.getByRole("heading", { level: 3 })).toContainText("B worked and A did not.");
  await expect(dialog.getByRole("listitem").first()).toContainText("/SendMail/Mime is text in A and opaque bytes in B");
  await expect(dialog.getByRole("region", { name: "Request elements" })).toContainText("/SendMail/Mime");
  await expect(dialog.getByRole("region", { name: "Request bytes" }).locator("mark").first()).toBeVisible();
  await expectAccessible(page, "comparison");

  // The other way round, then with the draft, which says what was sent last.
  await dialog.getByRole("button", { name: "Swap A and B" }).click();
  await expect(dialog.getByRole("heading", { level: 3 })).toContainText("A worked and B did not.");
  await dialog.getByLabel("Side B").selectOption("draft");
  await expect(dialog.getByRole("heading", { level: 3 })).toHaveText(/same, byte for byte/);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a request from elsewhere is pasted as the other side; what is none is said and kept", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.send();
  await page.getByTestId("answer").getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.getByRole("button", { name: "Paste another…" }).click();
  const paste = dialog.getByLabel(/request that works/);
  await paste.fill('{"json": true}');
  await dialog.getByRole("button", { name: "Compare with it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("JSON");
  await expect(paste).toHaveValue('{"json": true}');

  await paste.fill("03 01 6A 00 00 07 56 52 03 37 00 01 01");
  await dialog.getByRole("button", { name: "Compare with it" }).click();
  await expect(dialog.getByLabel("Side A")).toHaveValue("pasted");
  await expect(dialog.getByRole("region", { name: "What differs" })).toContainText("/FolderSync/SyncKey is “7”");
});
