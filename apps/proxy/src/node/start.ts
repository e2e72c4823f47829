import { createApp } from "../app.ts";
import { createConfig, type SandboxHandle } from "../config.ts";
import { EXCHANGE_ONLINE, formatAllowed, withBrackets } from "../guard/index.ts";
import type { Upstream } from "../relay/index.ts";
import { fileAssets, findAssets, missingAssets } from "./assets.ts";
import type { StartOptions } from "./flags.ts";
import { type Listening, listen } from "./listen.ts";
import { createNodeUpstream } from "./node-upstream.ts";
import { createTrust } from "./trust.ts";

/** The embedded server as `@easel/sandbox` makes it. */
export interface Sandbox {
  app: { fetch(request: Request): Response | Promise<Response> };
  users: SandboxHandle["users"];
  settings: SandboxHandle["settings"];
}

export interface StartParts {
  version: string;
  createSandbox: () => Sandbox;
  /** The way out in place of the network's own, for rehearsals. */
  upstream?: Upstream;
  print: (line: string) => void;
}

/** How many ports above the wanted one are tried when nobody insists. */
const SPARE_PORTS = 50;

/** How long running answers may go on when the process is asked to end, milliseconds. */
const GRACE_MS = 1500;

export interface Running {
  /** Address of the page. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts sandbox and page.
 * @throws ConfigError when a port is taken.
 */
export async function start(options: StartOptions, parts: StartParts): Promise<Running> {
  const { version, print } = parts;
  const app = { fetch: (_request: Request): Response | Promise<Response> => new Response(null, { status: 503 }) };
  const page = await listen({
    fetch: (request) => app.fetch(request),
    host: options.host,
    port: options.port,
    spare: options.portGiven ? 0 : SPARE_PORTS,
  });
  const servers: Listening[] = [page];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close(GRACE_MS)));
  };
  try {
    const box = options.sandbox ? await startSandbox(parts.createSandbox(), options, page.port) : undefined;
    if (box) servers.push(box.server);
    const allowed = [...EXCHANGE_ONLINE, ...options.allowed];
    const directory = findAssets(options.assets);
    const { fetch } = createApp({
      config: createConfig({ version, allowed, publicHosts: options.publicHosts, signIn: options.signIn }),
      upstream: parts.upstream ?? createNodeUpstream({ trust: createTrust(options.ca) }),
      ...(box && { sandbox: box.handle }),
      assets: directory ? fileAssets(directory) : missingAssets(),
      log: print,
    });
    app.fetch = (request) => fetch(request);

    const url = `http://${pageHost(options.host)}:${page.port}/`;
    print(`EASel is ready: ${url}`);
    if (page.port !== options.port && options.port !== 0)
      print(`  Port ${options.port} is taken, so it is ${page.port}.`);
    if (box) print(`  Sandbox server: ${box.handle.url}`);
    for (const entry of options.allowed) print(`  May also call: ${formatAllowed(entry)}`);
    if (!directory) print("  The page is not built. Run: npm start (or: pnpm run build)");
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startSandbox(sandbox: Sandbox, options: StartOptions, pagePort: number) {
  const server = await listen({
    fetch: (request) => sandbox.app.fetch(request),
    // Loopback always: its passwords are public.
    host: "127.0.0.1",
    port: options.sandboxPort ?? pagePort + 1,
    spare: options.sandboxPort === undefined ? SPARE_PORTS : 0,
  });
  const url = `http://localhost:${server.port}/Microsoft-Server-ActiveSync`;
  const handle: SandboxHandle = { url, users: sandbox.users, settings: sandbox.settings };
  return { server, handle };
}

function pageHost(host: string): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  return everywhere || host === "127.0.0.1" || host === "::1" ? "localhost" : withBrackets(host);
}
