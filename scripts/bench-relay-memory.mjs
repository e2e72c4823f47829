// What the built proxy costs: memory for 1,000 waiting Pings, for 100 mails of 35 MB each way at once, and how soon
// a cancel reaches the server. Linux only (it reads /proc). Run `npx pnpm build` first.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { join } from "node:path";
import { ROOT } from "./setup/run-command.mjs";

const PINGS = Number(process.env.PINGS ?? 1000);
const MAILS = Number(process.env.MAILS ?? 100);
const MAIL_BYTES = 35_000_000;
const CANCELS = 50;
const TOKEN = "token-of-the-memory-bench";
const BUNDLE = join(ROOT, "apps", "proxy", "dist", "node.js");
const CHUNK = Buffer.alloc(64 * 1024, "x");

if (!existsSync("/proc/self/status") || !existsSync(BUNDLE)) {
  console.error("bench: needs Linux and a built proxy (npx pnpm build)");
  process.exit(1);
}

const server = await startServer();
const proxy = await startProxy(server.port);
const results = [];
try {
  await warmUp();
  results.push(["idle", await settled(), ""]);
  results.push(await measure(`${PINGS} waiting Pings`, pings, 150));
  results.push(await measure(`${MAILS} answers of 35 MB at once`, () => mails("answer"), 200));
  results.push(await measure(`${MAILS} requests of 35 MB at once`, () => mails("request"), 200));
  const idle = results[0]?.[1] ?? 0;
  for (const [what, mib, target] of results) {
    const above = what === "idle" ? "" : `, ${(Number(mib) - Number(idle)).toFixed(0)} above idle`;
    console.log(`${what}: ${Number(mib).toFixed(0)} MiB${above}${target ? ` (target: under ${target})` : ""}`);
  }
  console.log(`afterwards: ${(await settled()).toFixed(0)} MiB`);
  const ms = (await cancels()).sort((a, b) => a - b);
  console.log(
    `cancel to closed connection at the server: median ${at(ms, 0.5)} ms, slowest ${at(ms, 1)} ms of ${CANCELS}`,
  );
} finally {
  proxy.child.kill();
  server.close();
}

/** @param {number[]} sorted @param {number} share */
function at(sorted, share) {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

/** The highest memory while `work` runs. @param {string} what @param {() => Promise<void>} work @param {number} target */
async function measure(what, work, target) {
  let highest = 0;
  const timer = setInterval(() => {
    highest = Math.max(highest, resident());
  }, 20);
  const start = performance.now();
  await work();
  clearInterval(timer);
  return [`${what} (${((performance.now() - start) / 1000).toFixed(1)} s)`, highest, `${target} MiB`];
}

/** Resident memory of the proxy, MiB. */
function resident() {
  const status = readFileSync(`/proc/${proxy.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function settled() {
  await sleep(3000);
  return resident();
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function warmUp() {
  for (let count = 0; count < 20; count += 1) await drain(await relay("answer=1000"));
}

async function pings() {
  const clients = [];
  for (let count = 0; count < PINGS; count += 1) clients.push(relay("ping"));
  const responses = await Promise.all(clients);
  while (server.waiting() < PINGS) await sleep(50);
  await sleep(5000);
  server.answerPings();
  await Promise.all(responses.map(drain));
}

/** @param {"answer" | "request"} way */
async function mails(way) {
  const query = way === "answer" ? `answer=${MAIL_BYTES}` : "answer=2";
  const length = way === "answer" ? 0 : MAIL_BYTES;
  const sizes = await Promise.all(Array.from({ length: MAILS }, async () => drain(await relay(query, length))));
  if (way === "answer" && sizes.some((size) => size < MAIL_BYTES)) throw new Error("an answer was cut");
  if (way === "request" && server.received() < MAIL_BYTES * MAILS) throw new Error("a request was cut");
}

async function cancels() {
  const times = [];
  for (let count = 0; count < CANCELS; count += 1) {
    const response = await relay("ping");
    while (server.waiting() < 1) await sleep(5);
    const start = performance.now();
    response.destroy();
    while (server.waiting() > 0) await sleep(1);
    times.push(performance.now() - start);
  }
  return times;
}

/** Sends one relay; resolves when the answer has begun. @param {string} query @param {number} [length] @returns {Promise<http.IncomingMessage>} */
function relay(query, length = 0) {
  const url = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync?${query}`;
  const asked = { method: "POST", url, headers: [], timeoutMs: 3_540_000 };
  return new Promise((resolve, reject) => {
    const request = http.request(`${proxy.url}relay`, {
      method: "POST",
      agent: false,
      headers: {
        Origin: proxy.url.slice(0, -1),
        "Easel-Token": TOKEN,
        "Easel-Relay": Buffer.from(JSON.stringify(asked)).toString("base64url"),
        "Content-Length": length,
      },
    });
    request.on("response", (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`refused with ${response.statusCode}`));
    });
    request.on("error", reject);
    void write(request, length).then(() => request.end());
  });
}

/** @param {import("node:stream").Writable} to @param {number} length */
async function write(to, length) {
  for (let left = length; left > 0; left -= CHUNK.length) {
    if (!to.write(CHUNK.subarray(0, Math.min(left, CHUNK.length)))) await once(to, "drain");
  }
}

/** @param {http.IncomingMessage} response @returns {Promise<number>} bytes of frames */
async function drain(response) {
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return bytes;
}

/** A server on raw sockets, so that it costs this process little. */
async function startServer() {
  let received = 0;
  const pinging = new Set();
  const listener = net.createServer((socket) => {
    let head = "";
    let left = -1;
    socket.on("error", () => {});
    socket.on("close", () => pinging.delete(socket));
    socket.on("data", (chunk) => {
      received += chunk.length;
      if (left < 0) {
        head += chunk.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        left = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0) - (head.length - end - 4);
      } else {
        left -= chunk.length;
      }
      if (left > 0) return;
      if (head.includes("?ping")) pinging.add(socket);
      else void answer(socket, Number(/answer=(\d+)/.exec(head)?.[1] ?? 0));
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    received: () => received,
    waiting: () => pinging.size,
    answerPings: () => {
      for (const socket of pinging) void answer(socket, 2);
    },
    close: () => listener.close(),
  };
}

/** @param {net.Socket} socket @param {number} length */
async function answer(socket, length) {
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`);
  await write(socket, length);
  socket.end();
}

/** @param {number} serverPort */
async function startProxy(serverPort) {
  const flags = ["--port", "0", "--no-sandbox", "--log", "off", "--token", TOKEN, "--relays-per-client", "5000"];
  const child = spawn(process.execPath, [BUNDLE, ...flags, "--allow", `127.0.0.1:${serverPort}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) {
    output += chunk;
    const url = /is ready: (\S+)/.exec(output)?.[1]?.replace("localhost", "127.0.0.1");
    if (url) return { child, url };
  }
  throw new Error("the proxy did not start");
}
