import { median } from "../../packages/codec/bench/measure.mjs";

/** libwbxml takes quadratic time for these, so the means leave them out. */
const NOT_IN_MEAN = new Set(["wide_20k", "mail_10k"]);

/** aswbxml misreads the length of opaque data, so its times for these say nothing. */
const WITH_OPAQUE = /^(?:mail_|cjk_|send_)/;

/** How the README names the documents. @type {Record<string, string>} */
const TITLES = {
  tiny_foldersync: "FolderSync request, 13 bytes",
  tiny_ping: "Ping request, 72 bytes",
  tiny_sync: "Sync request, 69 bytes",
  mail_100: "Sync of 100 mails",
  mail_1k: "Sync of 1,000 mails",
  mail_10k: "Sync of 10,000 mails",
  mailtext_1k: "the same 1,000, nothing opaque",
  cjk_1k: "Sync of 1,000 mails, CJK",
  pages_2k: "a page switch on nearly each tag",
  send_1m: "SendMail of 1 MiB",
  send_10m: "SendMail of 10 MiB",
  send_35m: "SendMail of 35 MiB",
  deep_5k: "5,000 levels",
  wide_20k: "20,000 siblings",
};

/**
 * A column of ratios: how many times as fast `own` is as `peer`, both keys of a contest.
 * @typedef {{ title: string, head: string, own: string, peer: string }} Column
 * @typedef {Map<string, import("./contest.mjs").Times>} Results by "corpus key"
 * @typedef {"processor" | "wall"} Clock
 */

/** @type {Column[]} `title` for the README, `head` for the table on the screen */
export const COLUMNS = [
  { title: "bytes → text", head: "decode", own: "decode", peer: "libwbxml-decode" },
  { title: "bytes → compact text", head: "compact", own: "decode-compact", peer: "libwbxml-decode" },
  { title: "text → bytes", head: "encode", own: "encode", peer: "libwbxml-encode" },
  { title: "compact text → bytes", head: "compact", own: "encode-compact", peer: "libwbxml-encode" },
  { title: "libwbxml's text → bytes", head: "peer's", own: "encode-peer", peer: "libwbxml-encode" },
  { title: "bytes → tree", head: "tree", own: "tree", peer: "libwbxml-tree" },
  { title: "bytes → tree, libwbxml to text", head: "/text", own: "tree", peer: "libwbxml-text" },
  { title: "bytes → text, no Buffer", head: "noB dec", own: "no-buffer-decode", peer: "libwbxml-decode" },
  { title: "text → bytes, no Buffer", head: "noB enc", own: "no-buffer-encode", peer: "libwbxml-encode" },
  { title: "bytes → tree, no Buffer", head: "noB tree", own: "no-buffer-tree", peer: "libwbxml-tree" },
  { title: "TextDecoder", head: "TextDec", own: "decode", peer: "floor" },
  { title: "aswbxml decoding", head: "asw dec", own: "decode", peer: "aswbxml-decode" },
  { title: "aswbxml encoding", head: "asw enc", own: "encode", peer: "aswbxml-encode" },
];

export const LEGEND = `How many times as fast as the peer, for the same document.
  decode    bytes to this codec's own text, two spaces a level; libwbxml to its compact text
  compact   without layout, as libwbxml writes it
  encode    from this codec's own text; compact from that without layout; peer's from the very text libwbxml is
            given, in which opaque data is base64: libwbxml decodes that, here it stays text
  tree      bytes to the tree with spans against libwbxml's own tree, which has none; /text against its way to text
  noB       the same without Node's Buffer
  TextDec   decode against TextDecoder on the same bytes;  asw  against npm aswbxml`;

/**
 * The median of the ratios of each round: whatever slows the machine for a moment slows both.
 * @param {Results} results @param {string} corpus @param {Column} column @param {Clock} clock
 */
export function ratio(results, corpus, { own, peer }, clock) {
  if (peer.startsWith("aswbxml") && WITH_OPAQUE.test(corpus)) return undefined;
  const mine = results.get(`${corpus} ${own}`)?.[clock] ?? [];
  const theirs = results.get(`${corpus} ${peer}`)?.[clock] ?? [];
  const ratios = mine.slice(0, theirs.length).map((time, round) => (theirs[round] ?? 0) / time);
  return ratios.length > 0 ? median(ratios) : undefined;
}

/** @param {number | undefined} value */
const short = (value) => (value === undefined ? "-" : value.toFixed(value < 9.995 ? 2 : 1));

export function headLine() {
  const speeds = ["dec MB/s", "enc MB/s", "tree MB/s"].map((head) => head.padStart(10));
  return ["corpus".padEnd(16), "bytes".padStart(9), ...speeds, ...COLUMNS.map(({ head }) => head.padStart(9))].join("");
}

/** @param {Results} results @param {import("./prepare.mjs").Corpus} corpus @param {Clock} clock */
export function corpusLine(results, { name, bytes }, clock) {
  const speeds = ["decode", "encode", "tree"].map((key) => {
    const time = median(results.get(`${name} ${key}`)?.[clock] ?? []);
    return (time ? ((bytes / time) * 1000).toFixed(0) : "-").padStart(10);
  });
  const ratios = COLUMNS.map((column) => short(ratio(results, name, column, clock)).padStart(9));
  return [name.padEnd(16), String(bytes).padStart(9), ...speeds, ...ratios].join("");
}

/**
 * Geometric mean and worst document of a column.
 * @param {Results} results @param {string[]} names @param {Column} column @param {Clock} clock
 */
function summary(results, names, column, clock) {
  /** @type {[name: string, ratio: number][]} */
  const ratios = names.flatMap((name) => {
    const value = NOT_IN_MEAN.has(name) ? undefined : ratio(results, name, column, clock);
    return value === undefined ? [] : [/** @type {[string, number]} */ ([name, value])];
  });
  const [first] = ratios;
  if (!first) return undefined;
  const mean = Math.exp(ratios.reduce((sum, [, value]) => sum + Math.log(value), 0) / ratios.length);
  return { mean, worst: ratios.reduce((low, next) => (next[1] < low[1] ? next : low), first) };
}

/** @param {Results} results @param {string[]} names @param {Clock} clock */
export function summaryLines(results, names, clock) {
  return COLUMNS.flatMap((column) => {
    const found = summary(results, names, column, clock);
    if (!found) return [];
    const [name, value] = found.worst;
    const against = column.peer.split("-")[0] === "floor" ? "TextDecoder" : column.peer;
    const what = `${column.title} / ${against}`;
    return [`${what.padEnd(52)} geometric mean ${short(found.mean)}, worst ${short(value)} (${name})`];
  });
}

/** The ratios to libwbxml as the README shows them. @param {Results} results @param {string[]} names @param {Clock} clock */
export function readmeTable(results, names, clock) {
  const columns = COLUMNS.filter(({ peer }) => peer.startsWith("libwbxml")).filter((column) =>
    names.some((name) => ratio(results, name, column, clock) !== undefined),
  );
  const row = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [
    row(["documents", ...columns.map(({ title }) => title)]),
    row(["---", ...columns.map(() => "---")]),
    ...names.map((name) =>
      row([TITLES[name] ?? name, ...columns.map((column) => short(ratio(results, name, column, clock)))]),
    ),
    row(["geometric mean", ...columns.map((column) => short(summary(results, names, column, clock)?.mean))]),
  ];
}
