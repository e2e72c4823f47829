import { expect, test } from "./support/fixtures.ts";

test("the page opens and is called EASel", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/^EASel/);
});

test("an error on the page is noticed by the tests", async ({ page, faults }) => {
  await page.goto("/");
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("thrown on purpose");
    });
    console.error("said on purpose");
  });
  await expect.poll(() => faults.list().length).toBe(2);
  faults.allow(/on purpose/);
  expect(faults.list()).toEqual([]);
});
