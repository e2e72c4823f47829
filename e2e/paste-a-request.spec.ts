import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

test("a raw HTTP request is pasted, sent as it was written, and its password is in no link", async ({
  page,
  sandbox,
}) => {
  const password = "sandbox-megan";
  await page.goto("/");
  await page
    .getByLabel("Paste a request")
    .fill(
      [
        `POST ${sandbox.url}?Cmd=FolderSync&User=megan%40contoso.example&DeviceId=PASTED1&DeviceType=x HTTP/1.1`,
        "MS-ASProtocolVersion: 16.1",
        `Authorization: Basic ${Buffer.from(`megan@contoso.example:${password}`).toString("base64")}`,
        "",
        "03 01 6A 00 00 07 56 52 03 30 00 01 01",
      ].join("\n"),
    );
  await page.getByRole("button", { name: "Open it" }).click();
  const bench = new Bench(page);
  await expect(bench.xml).toContainText("FolderSync");
  await expect(page.getByText(/memory, for that server alone/)).toBeVisible();
  expect(page.url()).not.toContain(Buffer.from(password).toString("base64"));
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
});
