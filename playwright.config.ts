import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser.mjs";

const ci = Boolean(process.env.CI);
const executablePath = findBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  retries: ci ? 1 : 0,
  forbidOnly: ci,
  // A shared machine can be many times slower than a person waits; these bound a hang, they measure nothing.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [
    [ci ? "list" : "line"],
    ["json", { outputFile: process.env.EASEL_E2E_RESULTS ?? ".cache/check/e2e.json" }],
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // No sandbox: containers run as root. The others keep the browser from calling home while tests run.
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--no-first-run",
        "--disable-dev-shm-usage",
      ],
    },
  },
  projects: [
    { name: "browser", testIgnore: "real-server/**" },
    { name: "real-server", testMatch: "real-server/**/*.spec.ts" },
  ],
});
