import { createApp } from "../app.ts";
import { createConfig, type SandboxHandle } from "../config.ts";
import { EXCHANGE_ONLINE, withBrackets } from "../guard/index.ts";
import { formatJson, formatText } from "../log.ts";
import type { Upstream } from "../relay/index.ts";
import { announce } from "./announce.ts";
import { answerRelays, type RelayTaker } from "./answer-relays.ts";
import { fileAssets, findAssets, missingAssets } from "./assets.ts";
import { nodeEdge } from "./edge.ts";
import type { StartOptions } from "./flags.ts";
import { createLimiter, type NodeLimiter } from "./limiter.ts";
import { type Listening, listen } from "./listen.ts";
import { createNodeUpstream } from "./node-upstream.ts";
import { createShutdown, TELLING_MS } from "./shutdown.ts";
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
  const app = {
    fetch: (_request: Request, _env: object): Response | Promise<Response> => new Response(null, { status: 503 }),
    relays: ((_request, _response) => false) as RelayTaker,
  };
  const page = await listen({
    fetch: (request, env) => app.fetch(request, env),
    relays: (request, response) => app.relays(request, response),
    host: options.host,
    port: options.port,
    spare: options.portGiven ? 0 : SPARE_PORTS,
  });
  const servers: Listening[] = [page];
  const shutdown = createShutdown();
  let limiter: NodeLimiter | undefined;
  const close = async () => {
    shutdown.begin(options.graceMs);
    // The sandbox last: relays under way may be waiting for it.
    for (const server of servers) await server.close(server === page ? options.graceMs + TELLING_MS : TELLING_MS);
    limiter?.close();
    shutdown.done();
  };
  try {
    const box = options.sandbox ? await startSandbox(parts.createSandbox(), options, page.port) : undefined;
    if (box) servers.push(box.server);
    const allowed = [...EXCHANGE_ONLINE, ...options.allowed];
    const { limits, publicHosts, token } = options;
    const log = options.log === "off" ? undefined : options.log === "json" ? formatJson : formatText;
    const directory = findAssets(options.assets);
    limiter = await createLimiter(options, print);
    const made = createApp({
      config: createConfig({
        version,
        allowed,
        publicHosts,
        limits,
        public: options.public,
        signIn: options.signIn,
        ...(token !== undefined && { token }),
      }),
      upstream: parts.upstream ?? createNodeUpstream({ trust: createTrust(options.ca, options.clientCertificates) }),
      ...(box && { sandbox: box.handle }),
      assets: directory ? fileAssets(directory) : missingAssets(),
      ...(log && { log: (entry) => print(log(entry)) }),
      ...(limiter && { limiter }),
      edge: nodeEdge(options.trusted),
      shutdown,
    });
    app.fetch = (request, env) => made.fetch(request, env);
    app.relays = answerRelays(made.relay, options.trusted);

    const url = `http://${pageHost(options.host)}:${page.port}/`;
    announce(options, { url, port: page.port, built: directory !== undefined, box: box?.handle.url }, print);
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
