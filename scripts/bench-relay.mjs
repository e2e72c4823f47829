// `npx pnpm bench:relay`: what the relay adds on this machine's loopback, beside nginx and two npm proxies, each in a
// process of its own, taking turns within each round. Every one of them opens a fresh connection to the server behind
// for each request (the npm peers without an agent do, nginx without `keepalive` does); the client's connections are
// kept. EASel runs as `npm start` runs it, with all its guards. Arguments: rounds, by default 9.
import { loadavg } from "node:os";
import { Client } from "./bench-relay/client.mjs";
import { startEntrants, stopAll } from "./bench-relay/entrants.mjs";
import { build } from "./build.mjs";

const ROUNDS = Number(process.argv[2] ?? 9);
const LARGE = 35 * 1024 * 1024;
const SMALL_BODY = Buffer.alloc(600, "m");
const LARGE_BODY = Buffer.alloc(LARGE, "m");
const NO_BODY = Buffer.alloc(0);
/** Requests of each before anything counts: a proxy runs for days, and engines take some ten thousand to settle. */
const WARM_UP = 15_000;
/** Requests of one entrant in one round. */
const REQUESTS = { 1: 400, 16: 1600 };

/** @typedef {import("./bench-relay/entrants.mjs").Entrant} Entrant */

if (!(await build())) process.exit(1);
const entrants = await startEntrants(LARGE);
try {
  for (const entrant of entrants) await latencies(entrant, 16, WARM_UP);
  for (const connections of /** @type {const} */ ([1, 16])) await printLatency(connections);
  await printThroughput("up", (entrant) => [Buffer.from(entrant.head("small", LARGE)), LARGE_BODY]);
  await printThroughput("down", (entrant) => [Buffer.from(entrant.head("down", 0)), NO_BODY]);
} finally {
  stopAll();
}

/** @param {1 | 16} connections */
async function printLatency(connections) {
  /** @type {Map<string, { p50: number[], p99: number[] }>} */
  const results = new Map(entrants.map(({ name }) => [name, { p50: [], p99: [] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const entrant of turn(round)) {
      const times = (await latencies(entrant, connections, REQUESTS[connections])).sort((a, b) => a - b);
      results.get(entrant.name)?.p50.push(times[Math.floor(times.length * 0.5)] ?? 0);
      results.get(entrant.name)?.p99.push(times[Math.floor(times.length * 0.99)] ?? 0);
    }
  }
  const of = (/** @type {string} */ name, /** @type {"p50" | "p99"} */ which) =>
    median(results.get(name)?.[which] ?? []);
  const ratio = (/** @type {string} */ name, /** @type {"p50" | "p99"} */ which) =>
    ratioTo(results.get(name)?.[which], results.get("nginx")?.[which]);
  console.log(`\n${connections} connection(s), 600 bytes up and 1 kB down, µs; load ${loadavg()[0]?.toFixed(1)}`);
  row("", "p50", "added", "/ nginx", "p99", "added", "/ nginx");
  for (const { name } of entrants) {
    const cells = /** @type {const} */ (["p50", "p99"]).flatMap((which) => [
      of(name, which).toFixed(0),
      name === "direct" ? "" : (of(name, which) - of("direct", which)).toFixed(0),
      name === "direct" ? "" : ratio(name, which),
    ]);
    row(name, ...cells);
  }
}

/** @param {string} direction @param {(entrant: Entrant) => Buffer[]} request */
async function printThroughput(direction, request) {
  /** @type {Map<string, number[]>} */
  const results = new Map(entrants.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const entrant of turn(round)) {
      const client = new Client(entrant.port);
      const began = performance.now();
      await client.ask(request(entrant));
      // The first round only warms up.
      if (round > 0) results.get(entrant.name)?.push((performance.now() - began) / 1000);
      client.close();
    }
  }
  console.log(`\n35 MB ${direction}, load ${loadavg()[0]?.toFixed(1)}`);
  row("", "MB/s", "of nginx");
  for (const { name } of entrants) {
    const seconds = results.get(name) ?? [];
    row(name, (LARGE / 1e6 / median(seconds)).toFixed(0), ratioTo(results.get("nginx"), seconds));
  }
}

/** Microseconds of each request. @param {Entrant} entrant @param {number} connections @param {number} count */
async function latencies(entrant, connections, count) {
  const request = [Buffer.concat([Buffer.from(entrant.head("small", SMALL_BODY.length)), SMALL_BODY])];
  /** @type {number[]} */
  const times = [];
  let left = count;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(entrant.port);
      while (left-- > 0) {
        const began = performance.now();
        await client.ask(request);
        times.push((performance.now() - began) * 1000);
      }
      client.close();
    }),
  );
  return times;
}

/** Who begins changes from round to round. @param {number} round */
function turn(round) {
  const from = round % entrants.length;
  return [...entrants.slice(from), ...entrants.slice(0, from)];
}

/**
 * The median of the ratios of each round: what slows the machine for a moment slows both.
 * @param {number[] | undefined} values @param {number[] | undefined} others
 */
function ratioTo(values = [], others = []) {
  return others.length === 0
    ? "-"
    : median(values.map((value, index) => value / (others[index] ?? Number.NaN))).toFixed(2);
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {string} name @param {string[]} cells */
function row(name, ...cells) {
  console.log(name.padEnd(24) + cells.map((cell) => cell.padStart(9)).join(""));
}
