import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

test("Status 142 is left behind with the buttons the answers offer", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/answers Status 142/);
  await bench.send();
  await bench.provision();
  await bench.chooseCommand("FolderSync");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 1");
  await expect(bench.answer).toContainText("Calendar");
});

test("a stale SyncKey is left behind, and the texts of the mails can be asked for", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/stale key/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 3");
  await page.getByRole("button", { name: "Set SyncKey to 0" }).click();
  await bench.send();
  await page.getByRole("button", { name: "Use it and ask for the texts" }).click();
  await bench.send();
  await page.getByRole("tab", { name: "Hex" }).click();
  await page.getByRole("tab", { name: "XML" }).click();
  await expect(bench.answer).toContainText("ApplicationData");
  await expect(page.getByTestId("status")).toContainText("Status 1");
});

test("a command chosen from a case brings its own document, and the case is found again", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.chooseCommand("Sync");
  await expect(bench.xml).toContainText("CollectionId");
  await bench.chooseCommand("SendMail");
  await expect(bench.xml).toContainText("RnJvbTog");
});

test("a command taken from the start is the signed-in person's", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.becomePerson("Alex Wilber");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: /Read and change/ }).click();
  await expect(bench.query).toHaveValue(/User=alex%40contoso\.example/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 1");
});
