import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { ROOT, runCommand } from "../setup/run-command.mjs";

const HOME = join(ROOT, ".cache", "bench-relay");
const HERE = join(ROOT, "scripts", "bench-relay");
const PATH_OF = { small: "/Microsoft-Server-ActiveSync?Cmd=Sync", down: "/Microsoft-Server-ActiveSync?Cmd=Down" };
/** What Node 20 runs: the next major versions want a newer one. */
const PEERS = ["http-proxy-middleware@3.0.5", "cors-anywhere@0.4.4"];

const TOKEN = "what-the-page-is-given";

/** @typedef {keyof typeof PATH_OF} Answer */
/** @typedef {{ name: string, port: number, head(answer: Answer, bytes: number): string }} Entrant */

/** For EASel alone, to look into it: `BENCH_NODE_FLAGS=--cpu-prof`. */
const NODE_FLAGS = (process.env.BENCH_NODE_FLAGS ?? "").split(" ").filter((flag) => flag !== "");

/** @type {(() => void)[]} */
const stops = [];
export const stopAll = () => {
  for (const stop of stops.splice(0)) stop();
};

/**
 * The origin and what stands before it, each in a process of its own; what is absent is said and left out.
 * @param {number} largeBytes of the long answer
 * @returns {Promise<Entrant[]>} "direct" first
 */
export async function startEntrants(largeBytes) {
  mkdirSync(HOME, { recursive: true });
  const origin = await node(join(HERE, "origin.mjs"), [String(largeBytes)]);
  const target = `http://127.0.0.1:${origin}`;
  const plain = (/** @type {string} */ name, /** @type {number} */ port, prefix = "") => ({
    name,
    port,
    head: (/** @type {Answer} */ answer, /** @type {number} */ bytes) =>
      head(prefix + PATH_OF[answer], port, bytes, ""),
  });
  /** @type {Entrant[]} */
  const entrants = [plain("direct", origin)];
  const nginx = await startNginx(origin);
  if (nginx) entrants.push(plain("nginx", nginx));
  else console.log("nginx is not there and left out.");
  entrants.push(easel(await startEasel(origin), target));
  if (await providePeers()) {
    const peer = (/** @type {string} */ name) => node(join(HERE, "peer.mjs"), [name, HOME, target]);
    entrants.push(plain("http-proxy-middleware", await peer("http-proxy-middleware")));
    entrants.push(plain("cors-anywhere", await peer("cors-anywhere"), `/${target}`));
  } else console.log("The npm peers could not be fetched and are left out.");
  return entrants;
}

/** Headers as a mail client sends them. @param {string} path @param {number} port @param {number} bytes @param {string} more */
function head(path, port, bytes, more) {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n${more || CLIENT.map(([name, value]) => `${name}: ${value}\r\n`).join("")}Content-Length: ${bytes}\r\n\r\n`;
}

/** @type {[string, string][]} */
const CLIENT = [
  ["Authorization", `Bearer ${"t".repeat(1200)}`],
  ["MS-ASProtocolVersion", "16.1"],
  ["Content-Type", "application/vnd.ms-sync.wbxml"],
  ["User-Agent", "EASel"],
  ["X-MS-PolicyKey", "1234567890"],
];

/** @param {number} port @param {string} target @returns {Entrant} */
function easel(port, target) {
  return {
    name: "EASel",
    port,
    head(answer, bytes) {
      const request = { method: "POST", url: target + PATH_OF[answer], headers: CLIENT };
      const relay = Buffer.from(JSON.stringify(request)).toString("base64url");
      return head(
        "/relay",
        port,
        bytes,
        `Sec-Fetch-Site: same-origin\r\nEasel-Token: ${TOKEN}\r\nEasel-Relay: ${relay}\r\n`,
      );
    },
  };
}

/** @param {number} origin */
async function startEasel(origin) {
  const port = await freePort();
  const file = join(ROOT, "apps", "proxy", "dist", "node.js");
  const args = [
    "--port",
    String(port),
    "--no-sandbox",
    "--log",
    "off",
    "--token",
    TOKEN,
    "--allow",
    `127.0.0.1:${origin}`,
  ];
  // The others are not asked for a log either.
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  stops.push(() => child.kill());
  await until(port);
  return port;
}

/** A fresh connection to the origin for each request, as all the others; nothing written to disk. @param {number} origin */
async function startNginx(origin) {
  if ((await runCommand("nginx", ["-v"], { capture: true })).code !== 0) return undefined;
  const port = await freePort();
  const file = join(HOME, "nginx.conf");
  writeFileSync(
    file,
    `worker_processes 1; daemon off; pid ${HOME}/nginx.pid; error_log /dev/null;
events { worker_connections 256; }
http {
  access_log off; client_body_temp_path ${HOME}/body; proxy_temp_path ${HOME}/proxy;
  fastcgi_temp_path ${HOME}/fastcgi; uwsgi_temp_path ${HOME}/uwsgi; scgi_temp_path ${HOME}/scgi;
  keepalive_requests 1000000; client_max_body_size 0; large_client_header_buffers 8 32k;
  proxy_http_version 1.1; proxy_request_buffering off; proxy_max_temp_file_size 0;
  proxy_buffers 16 64k; proxy_buffer_size 64k; client_body_buffer_size 256k; proxy_busy_buffers_size 128k;
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://127.0.0.1:${origin}; } }
}
`,
  );
  const child = spawn("nginx", ["-p", HOME, "-c", file], { stdio: "ignore" });
  stops.push(() => child.kill());
  await until(port);
  return port;
}

async function providePeers() {
  if (PEERS.every((peer) => existsSync(join(HOME, "node_modules", peer.split("@")[0] ?? "")))) return true;
  writeFileSync(join(HOME, "package.json"), '{ "private": true }\n');
  const { code } = await runCommand("npm", ["install", "--no-audit", "--no-fund", ...PEERS], {
    cwd: HOME,
    capture: true,
  });
  return code === 0;
}

/** Runs a server on Node until it says its port. @param {string} file @param {string[]} args @returns {Promise<number>} */
function node(file, args) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  stops.push(() => child.kill());
  let output = "";
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => {
      output = output.length < 1000 ? output + text : output;
      const port = /listening (\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    });
    child.on("exit", () => reject(new Error(`${file} ended: ${output}`)));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** @param {number} port */
async function until(port) {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing listens on port ${port}`);
}
