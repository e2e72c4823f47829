import { test as base, expect } from "@playwright/test";
import type { ProxyConfig, SandboxSettings } from "../../apps/proxy/src/contract.ts";
import { createEasClient, type EasAccount, type EasClient } from "./eas-client.ts";
import { type PageFaults, watchFaults } from "./page-faults.ts";
import { type ProxyProcess, startProxy } from "./proxy-process.ts";
import { type RealServer, realServer, realServerAbsence } from "./real-server.ts";
import { type RecordingServer, startRecordingServer } from "./recording-server.ts";

const FIRST_PORT = 4500;
const PORTS_PER_WORKER = 20;

export interface Sandbox {
  /** Its `/Microsoft-Server-ActiveSync`. */
  url: string;
  users: EasAccount[];
  configure(settings: Partial<SandboxSettings>): Promise<void>;
  /** A client of the sandbox for its first user (0) or second (1). */
  client(user: number, version?: string): EasClient;
}

interface TestFixtures {
  /** A server that keeps what it was sent; `requests` is empty when a test begins. */
  recorder: RecordingServer;
  faults: PageFaults;
  sandbox: Sandbox;
  real: RealServer & { client(account: EasAccount, version?: string): EasClient };
}

interface WorkerFixtures {
  recordingServer: RecordingServer;
  /** More flags for the proxy, for `test.use({ proxyFlags: [...] })` at the top of a file. */
  proxyFlags: string[];
  easel: ProxyProcess;
}

/**
 * `page` fails its test on any fault (see page-faults); it starts empty, so go to "/" first.
 * Every worker has a proxy and a sandbox of its own; `sandbox` puts the switches back, the mail stays.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  proxyFlags: [[], { option: true, scope: "worker" }],

  recordingServer: [
    async ({ proxyFlags: _ }, use) => {
      const server = await startRecordingServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  easel: [
    async ({ proxyFlags, recordingServer }, use, { parallelIndex }) => {
      const allowed = [realServer.url, recordingServer.url].flatMap((url) => ["--allow", new URL(url).host]);
      const flags = [...allowed, ...proxyFlags];
      const proxy = await startProxy(FIRST_PORT + parallelIndex * PORTS_PER_WORKER, flags);
      await use(proxy);
      await proxy.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ easel }, use) => use(easel.url),

  faults: async ({ context }, use) => {
    const faults = watchFaults(context);
    await use(faults);
    expect(faults.list(), "faults on the page").toEqual([]);
  },

  // Asking for `faults` is what makes every test with a page watch it.
  page: async ({ page, faults }, use) => {
    expect(faults.list()).toEqual([]);
    await use(page);
  },

  recorder: async ({ recordingServer }, use) => {
    recordingServer.requests.length = 0;
    await use(recordingServer);
  },

  sandbox: async ({ easel }, use) => {
    const config = (await (await fetch(`${easel.url}/config`)).json()) as ProxyConfig;
    const { sandbox } = config;
    if (!sandbox) throw new Error("The proxy was started without a sandbox.");
    const configure = (settings: Partial<SandboxSettings>) => putSettings(easel.url, settings);
    await use({
      url: sandbox.url,
      users: sandbox.users,
      configure,
      client: (user, version) => {
        const account = sandbox.users[user];
        if (!account) throw new Error(`The sandbox has no user ${user}.`);
        return createEasClient({ proxyUrl: easel.url, url: sandbox.url, account, ...(version ? { version } : {}) });
      },
    });
    await configure({ policyRequired: false });
  },

  real: async ({ easel }, use, testInfo) => {
    const absence = await realServerAbsence();
    testInfo.skip(absence !== undefined, absence);
    await use({
      ...realServer,
      client: (account, version) =>
        createEasClient({ proxyUrl: easel.url, url: realServer.url, account, ...(version ? { version } : {}) }),
    });
  },
});

export { expect };

async function putSettings(proxyUrl: string, settings: Partial<SandboxSettings>): Promise<void> {
  const answer = await fetch(`${proxyUrl}/sandbox/settings`, {
    method: "PUT",
    headers: { "Content-Type": "application/json", Origin: new URL(proxyUrl).origin },
    body: JSON.stringify(settings),
  });
  if (!answer.ok) throw new Error(`PUT /sandbox/settings was answered with HTTP ${answer.status}.`);
}
