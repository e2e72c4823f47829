import { pictures, WIDE } from "../scripts/tour/pictures.mjs";
import { test } from "./support/fixtures.ts";

for (const { name, theme = "light", size = WIDE, prepare } of pictures) {
  test.describe(() => {
    test.use({ viewport: size, colorScheme: theme });
    test(`what the tour's picture "${name}" shows is there`, async ({ page }) => {
      await page.goto("/");
      await prepare(page);
    });
  });
}
