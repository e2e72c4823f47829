import { median } from "../../packages/codec/bench/measure.mjs";
import { contest } from "./contest.mjs";

/** Documents of one kind at about 1, 10 and 35 MB. */
const FAMILIES = [
  ["send_1m", "send_10m", "send_35m"],
  ["mails_1m", "mails_10m", "mails_35m"],
];

export const LINEAR_CORPORA = new Set(FAMILIES.flat());

/** Other sizes are so few runs that more effort buys nothing. */
const EFFORT = { aim: 300e6 };

/**
 * Time per byte at three sizes. Each size has an engine of its own, started and warmed up for it alone, and the
 * three take turns.
 * @param {import("./engines.mjs").Codec} codec @param {import("./prepare.mjs").Corpus[]} corpora @param {number} rounds
 */
export async function printLinear(codec, corpora, rounds) {
  const { clock } = codec;
  console.log(
    `\nLinear: ns a byte (${clock} time) at about 1, 10 and 35 MB, and what 35 MB takes above or below 1 MB;\ncopy is slice() of the bytes and says what of that is fresh memory, of which large documents take more`,
  );
  for (const family of FAMILIES) {
    for (const [operation, ending] of [
      ["decode", ".wbxml"],
      ["encode", ".xml"],
      ["tree", ".wbxml"],
      ["copy", ".wbxml"],
    ]) {
      const entrants = family.map((corpus) => ({
        corpus,
        entry: { key: operation ?? "", engine: codec.fresh(), operation: operation ?? "", ending: ending ?? "" },
      }));
      const results = await contest(entrants, { ...EFFORT, rounds });
      for (const { entry } of entrants) entry.engine.stop();
      const perByte = family.map((name) => {
        const time = median(results.get(`${name} ${operation}`)?.[clock] ?? []);
        const bytes = corpora.find((corpus) => corpus.name === name)?.bytes;
        return time && bytes ? time / bytes : Number.NaN;
      });
      const [first = Number.NaN, , last = Number.NaN] = perByte;
      const change = ((last / first - 1) * 100).toFixed(0);
      const title = `${family[0]?.split("_")[0]} ${operation}`;
      console.log(`${title.padEnd(14)} ${perByte.map((time) => time.toFixed(2).padStart(7)).join("")}  ${change} %`);
    }
  }
}
