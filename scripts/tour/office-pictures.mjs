// Pictures of the page whose Office 365 is on this machine.
import { UNTRUSTED_HOST } from "../setup/office.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** @type {string} */
let clientId = "";

/** The application to sign in with. @param {string} id */
export function signInWith(id) {
  clientId = id;
}

/** @type {import("./pictures.mjs").Picture[]} */
export const officePictures = [
  { name: "sign-in-before", prepare: accountOpen },
  { name: "sign-in-code", prepare: codeShown },
  { name: "sign-in-done", theme: "dark", prepare: signedIn },
  { name: "sign-in-token", prepare: deadToken },
  { name: "certificate", prepare: certificateRefused },
];

/** @param {Page} page */
async function accountOpen(page) {
  await page.getByRole("button", { name: /List the folders/ }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.getByRole("button", { name: /^Server:/ }).click();
  await page.getByRole("button", { name: /^Office 365/ }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByLabel("Application (client) ID").fill(clientId);
}

/** @param {Page} page */
async function codeShown(page) {
  await accountOpen(page);
  await page.getByRole("button", { name: "With a code" }).click();
  await page.getByTestId("user-code").waitFor();
}

/** @param {Page} page */
async function signedIn(page) {
  await accountOpen(page);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  const login = await opened;
  await login.locator('input[name="login"]').fill("megan@contoso.example");
  await login.locator('input[name="password"]').fill("any");
  await login.locator('button[type="submit"]').click();
  await login.locator('button[type="submit"]').click();
  await page.getByTestId("token-facts").waitFor();
}

/**
 * A token that has expired, for another service and without the permission.
 * @param {Page} page
 */
async function deadToken(page) {
  await accountOpen(page);
  await page.getByRole("radio", { name: "Token" }).click();
  const claims = { aud: "https://graph.microsoft.com", scp: "Mail.Read", exp: 1_700_000_000 };
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await page.getByLabel("Access token").fill(`${part({ alg: "none" })}.${part(claims)}.x`);
  await page.getByTestId("token-findings").waitFor();
}

/**
 * A server with a certificate for other names.
 * @param {Page} page
 */
async function certificateRefused(page) {
  const q = "Cmd=FolderSync&User=megan%40contoso.example&DeviceId=EASEL0001&DeviceType=EASel";
  const url = `https://${UNTRUSTED_HOST}/Microsoft-Server-ActiveSync`;
  const x =
    '<?xml version="1.0" encoding="utf-8"?>\n<FolderSync xmlns="FolderHierarchy">\n  <SyncKey>0</SyncKey>\n</FolderSync>\n';
  const draft = { v: 1, t: { kind: "own", url }, m: "POST", q, p: "16.1", h: [], b: "auto", x, i: "" };
  await page.goto(`${page.url().split("#")[0]}#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  await page.getByTestId("xml").locator(".monaco-editor .view-line").first().waitFor();
  await page.getByRole("button", { name: /^Send/ }).first().click();
  await page.getByTestId("status").getByText("No answer").waitFor();
}
