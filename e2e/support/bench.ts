import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** The page as a person finds their way on it: by what is written there. */
export class Bench {
  readonly page: Page;
  readonly answer: Locator;
  readonly findings: Locator;
  readonly wire: Locator;
  readonly mime: Locator;
  readonly xml: Locator;
  readonly query: Locator;

  constructor(page: Page) {
    this.page = page;
    this.answer = page.getByTestId("answer");
    this.findings = page.getByTestId("findings");
    this.wire = page.getByTestId("wire");
    this.mime = page.getByTestId("mime");
    this.xml = page.getByTestId("xml");
    this.query = page.getByTestId("query");
  }

  async openCase(title: RegExp): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("button", { name: title }).click();
    await this.ready();
  }

  async openCommand(note: RegExp): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("button", { name: note }).click();
    await this.ready();
  }

  /** Monaco has come in every pane there is. */
  async ready(): Promise<void> {
    await expect(this.page.locator(".monaco-editor .view-lines").first()).toBeVisible({ timeout: 20_000 });
  }

  async chooseVersion(version: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Protocol version/ }).click();
    await this.page.getByRole("menuitemradio", { name: version }).click();
  }

  async chooseCommand(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Command/ }).click();
    await this.page.getByRole("menuitemradio", { name: new RegExp(`^${name}\\b`) }).click();
  }

  /** Puts an own server's address in, as typed by hand. */
  async chooseOwnServer(url: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Server:/ }).click();
    await this.page.getByRole("button", { name: /^Own server/ }).click();
    await this.page.getByLabel("Server address").fill(url);
    await this.page.getByLabel("Server address").press("Enter");
    await this.page.getByRole("button", { name: "Done" }).click();
  }

  async signIn(user: string, password: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Account:/ }).click();
    await this.page.getByRole("radio", { name: "Basic" }).click();
    await this.page.getByLabel("User name").fill(user);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: /Use as User/ }).click();
    await this.page.getByRole("button", { name: "Done" }).click();
  }

  /** Signs in as one of the sandbox's people by name. */
  async becomePerson(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Account:/ }).click();
    await this.page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await this.page.getByRole("button", { name: "Done" }).click();
  }

  /** Ctrl+Enter, wherever the focus is, and the answer has come. */
  async send(): Promise<void> {
    const relayed = this.page.waitForResponse((response) => response.url().endsWith("/relay"), { timeout: 20_000 });
    await this.page.keyboard.press("Control+Enter");
    await relayed;
    await expect(this.page.getByTestId("waiting")).toHaveCount(0, { timeout: 20_000 });
    await expect(this.page.getByTestId("status")).toBeVisible();
  }

  /** From Status 142 to a key that goes along, by the buttons the answers offer. */
  async provision(): Promise<void> {
    await expect(this.page.getByTestId("status")).toContainText("Status 142");
    await this.page.getByRole("button", { name: "Go on with Provision" }).click();
    await this.send();
    await this.page.getByRole("button", { name: "Write the acknowledgement" }).click();
    await this.send();
    await this.page.getByRole("button", { name: "Use the policy key from now on" }).click();
  }

  /** Replaces an editor's whole text by typing into it; line ends are the pane's own. */
  async fill(pane: Locator, text: string): Promise<void> {
    await pane.locator(".monaco-editor").first().click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
  }

  /** Replaces what a pattern finds in the XML pane's text. */
  async replaceInXml(what: RegExp, by: string): Promise<void> {
    const text = await this.xmlText();
    await this.fill(this.xml, text.replace(what, by));
  }

  /** The XML pane's text, from the draft in the address. */
  async xmlText(): Promise<string> {
    await this.page.waitForTimeout(600);
    const { inflateRawSync } = await import("node:zlib");
    const [, packing, payload = ""] = /#d(\d)=(.*)$/.exec(this.page.url()) ?? [];
    const bytes = Buffer.from(payload, "base64url");
    return JSON.parse((packing === "1" ? inflateRawSync(bytes) : bytes).toString()).x;
  }
}
