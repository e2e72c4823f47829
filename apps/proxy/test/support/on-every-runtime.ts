import { afterEach, describe } from "vitest";
import type { TestPage } from "./proxy.ts";
import { type RawServer, rawServer, type Script } from "./raw-server.ts";
import { RUNTIMES, type Runtime, type RuntimeOptions } from "./runtimes.ts";

/** What a test starts is closed behind it. */
export interface Tools {
  runtime: Runtime;
  start(options?: RuntimeOptions): Promise<TestPage>;
  /** A server, the proxy that may call it, and its address; with `tls` over https. */
  pair(
    script: Script,
    options?: RuntimeOptions,
    tls?: { key: string; cert: string },
  ): Promise<{ server: RawServer; proxy: TestPage; url: string }>;
  closeLater(close: () => Promise<void>): void;
}

/** The same tests on each runtime the relay runs on; skipped, with the reason in the title, where one is absent. */
export function onEveryRuntime(subject: string, tests: (tools: Tools) => void): void {
  for (const runtime of RUNTIMES) {
    const why = runtime.absent === undefined ? "" : ` (skipped: workerd does not start here. ${runtime.absent})`;
    describe.skipIf(runtime.absent !== undefined)(`${subject} on ${runtime.name}${why}`, () => {
      tests(toolsFor(runtime));
    });
  }
}

function toolsFor(runtime: Runtime): Tools {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((close) => close()));
  });
  const start: Tools["start"] = async (options = {}) => {
    const proxy = await runtime.start(options);
    open.push(() => proxy.close());
    return proxy;
  };
  return {
    runtime,
    start,
    async pair(script, options = {}, tls) {
      const server = await rawServer(script, tls);
      open.push(() => server.close());
      const host = tls ? "localhost" : "127.0.0.1";
      const proxy = await start({ allow: [`${host}:${server.port}`], ...options });
      const url = `${tls ? "https" : "http"}://${host}:${server.port}/Microsoft-Server-ActiveSync`;
      return { server, proxy, url };
    },
    closeLater: (close) => void open.push(close),
  };
}
