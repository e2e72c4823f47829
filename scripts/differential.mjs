// `npx pnpm differential`: this codec against libwbxml and tshark. Options: --documents 3000   --seed 1
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { providePeers } from "./check/provide-peers.mjs";
import { bundleSource } from "./setup/bundle-source.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run-command.mjs";

const CODEC = join(ROOT, "packages", "codec");
const MODULE = join(ROOT, ".cache", "differential", "main.mjs");
const LONGEST_LINE = 1500;

/**
 * Compares, and prints how each comparison went.
 * @param {{ documents?: number, seed?: number }} [options]
 * @returns {Promise<{ passed: number, failed: number, absent: string[] }>} comparisons, and why peers are missing
 */
export async function differential({ documents = 3000, seed = 1 } = {}) {
  const { absent, ...peers } = await providePeers();
  await bundleSource(join(CODEC, "differential", "main.ts"), MODULE);
  const { differential: compare } = await import(pathToFileURL(MODULE).href);
  /** @type {import("../packages/codec/differential/tally.ts").Tally[]} */
  const tallies = await compare(join(CODEC, "test"), peers, seed, documents);
  for (const tally of tallies) {
    console.log(tally.summary());
    for (const line of tally.shown) console.log(`  ${line.slice(0, LONGEST_LINE)}`);
  }
  for (const reason of absent) console.log(`SKIPPED: ${reason}`);
  const failed = tallies.filter(({ failures }) => failures > 0).length;
  return { passed: tallies.length - failed, failed, absent };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { documents: { type: "string" }, seed: { type: "string" } } });
  requireDependencies();
  const { failed } = await differential({
    ...(values.documents === undefined ? {} : { documents: Number(values.documents) }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  });
  process.exit(failed === 0 ? 0 : 1);
}
