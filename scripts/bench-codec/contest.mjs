import { corpusPath } from "./prepare.mjs";

/**
 * One engine doing one thing: `key` names the result, `operation` and `ending` (of the file read) what is done.
 * @typedef {{ key: string, engine: import("./engines.mjs").AnyEngine, operation: string, ending: string }} Entry
 * @typedef {{ processor: number[], wall: number[] }} Times nanoseconds of each round
 * @typedef {{ aim: number, rounds: number }} Effort `aim` is the time one measurement shall take, in nanoseconds
 */

/** One run of this length, in nanoseconds, is measured in few rounds only: the peer's quadratic documents. */
const LONG = 1e9;
const LONG_ROUNDS = 3;

/** Runs in which the engine compiles what it will be measured with. */
const WARM_UPS = 3;

/**
 * All entries turn by turn, so that a slow moment of the machine hits each alike; who fails is left out.
 * @param {{ corpus: string, entry: Entry }[]} entrants @param {Effort} effort
 * @returns {Promise<Map<string, Times>>} by "corpus key"
 */
export async function contest(entrants, { aim, rounds }) {
  const runners = [];
  for (const { corpus, entry } of entrants) {
    const { engine, operation, ending } = entry;
    const path = corpusPath(corpus, ending);
    let time = (await engine.ask(operation, path, 1))?.wall;
    for (let warm = 0; time !== undefined && warm < WARM_UPS; warm++) {
      time = (await engine.ask(operation, path, Math.ceil(Math.min(aim / time, 20_000))))?.wall;
    }
    if (time === undefined) continue;
    const repeats = Math.max(1, Math.min(50_000, Math.round(aim / time)));
    const turns = time > LONG ? Math.min(rounds, LONG_ROUNDS) : rounds;
    /** @type {Times} */
    const found = { processor: [], wall: [] };
    runners.push({ corpus, entry, path, repeats, turns, found });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { entry, path, repeats, turns, found } of runners) {
      if (round >= turns) continue;
      const times = await entry.engine.ask(entry.operation, path, repeats);
      if (times) found.wall.push(times.wall);
      if (times?.processor) found.processor.push(times.processor);
    }
  }
  return new Map(runners.map(({ corpus, entry, found }) => [`${corpus} ${entry.key}`, found]));
}

/**
 * What is measured of one document, in groups whose members take turns.
 * @param {import("./engines.mjs").Codec} codec @param {import("./engines.mjs").Peers} peers
 * @returns {Entry[][]}
 */
export function entryGroups({ main, noBuffer }, { libwbxml, aswbxml }) {
  /** @type {(engine: import("./engines.mjs").AnyEngine | undefined, prefix: string, list: [key: string, operation: string, ending: string][]) => Entry[]} */
  const of = (engine, prefix, list) =>
    engine ? list.map(([key, operation, ending]) => ({ key: prefix + key, engine, operation, ending })) : [];
  return [
    [
      ...of(main, "", [
        ["decode", "decode", ".wbxml"],
        ["decode-compact", "decode-compact", ".wbxml"],
        ["floor", "floor", ".wbxml"],
      ]),
      ...of(noBuffer, "no-buffer-", [["decode", "decode", ".wbxml"]]),
      ...of(libwbxml, "libwbxml-", [["decode", "decode", ".wbxml"]]),
      ...of(aswbxml, "aswbxml-", [["decode", "decode", ".wbxml"]]),
    ],
    [
      ...of(main, "", [
        ["encode", "encode", ".xml"],
        ["encode-compact", "encode", ".compact.xml"],
        ["encode-peer", "encode", ".peer.xml"],
      ]),
      ...of(noBuffer, "no-buffer-", [["encode", "encode", ".xml"]]),
      ...of(libwbxml, "libwbxml-", [["encode", "encode", ".peer.xml"]]),
      ...of(aswbxml, "aswbxml-", [["encode", "encode", ".peer.xml"]]),
    ],
    [
      ...of(main, "", [["tree", "tree", ".wbxml"]]),
      ...of(noBuffer, "no-buffer-", [["tree", "tree", ".wbxml"]]),
      ...of(libwbxml, "libwbxml-", [
        ["tree", "tree", ".wbxml"],
        ["text", "decode", ".wbxml"],
      ]),
      ...of(aswbxml, "aswbxml-", [["tree", "tree", ".wbxml"]]),
    ],
  ];
}
