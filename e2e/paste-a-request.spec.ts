import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

test("a raw HTTP request is pasted, sent as it was written, and its password is in no link", async ({
  page,
  browser,
  recorder,
}) => {
  const basic = `Basic ${Buffer.from("megan@contoso.example:an own password").toString("base64")}`;
  await page.goto("/");
  await page
    .getByLabel("Paste a request")
    .fill(
      [
        `POST ${recorder.url}?Cmd=FolderSync&User=megan%40contoso.example&DeviceId=PASTED1&DeviceType=x HTTP/1.1`,
        "MS-ASProtocolVersion: 16.1",
        `Authorization: ${basic}`,
        "",
        "03 01 6A 00 00 07 56 52 03 30 00 01 01",
      ].join("\n"),
    );
  await page.getByRole("button", { name: "Open it" }).click();
  const bench = new Bench(page);
  await expect(bench.xml).toContainText("FolderSync");
  await expect(page.getByText(/memory, for that server alone/)).toBeVisible();
  await bench.send();

  // Whoever gets the link gets the request, and nobody to be.
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(page.url());
  const other = new Bench(elsewhere);
  await other.ready();
  await expect(other.xml).toContainText("FolderSync");
  await other.send();
  const [first, second] = recorder.requests;
  expect(second?.target).toBe(first?.target);
  expect(second?.body).toEqual(first?.body);
  expect(first?.rawHeaders).toContain(basic);
  expect(second?.rawHeaders).not.toContain("Authorization");
  await elsewhere.context().close();
});
