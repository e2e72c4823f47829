import { decodeBase64, encodeBase64 } from "@easel/codec/bytes";
import { clouds } from "@easel/proxy/clouds";
import * as v from "valibot";
import { collectBounded, streamOf } from "./bounded-stream.ts";
import type { Draft } from "./draft.ts";
import { redactDraft } from "./redact.ts";

/** Version of the JSON inside a link; the digit in `#d1=` says only how it is packed. */
const LINK_VERSION = 1;
/** Browsers open no longer fragments than about 2.1 million characters. */
export const MAX_LINK_CHARACTERS = 2_000_000;
/** A link inflates to at most this: a few kilobytes of zeros could otherwise fill the memory. */
export const MAX_INFLATED_BYTES = 16 << 20;
const MAX_HEADERS = 200;
/** Characters of a query, a header or a server's URL; no server takes a request line as long. */
const MAX_SHORT_TEXT = 256 << 10;

export type LinkProblemCode = "link-broken" | "link-too-large" | "link-newer";

export interface LinkProblem {
  code: LinkProblemCode;
  message: string;
}

const short = v.pipe(v.string(), v.maxLength(MAX_SHORT_TEXT));
const schema = v.strictObject({
  v: v.literal(LINK_VERSION),
  t: v.variant("kind", [
    v.strictObject({ kind: v.literal("sandbox") }),
    v.strictObject({ kind: v.literal("office365"), cloud: v.optional(v.picklist(clouds.map(({ id }) => id))) }),
    v.strictObject({ kind: v.literal("own"), url: short }),
  ]),
  m: v.picklist(["POST", "OPTIONS"]),
  q: short,
  p: short,
  h: v.pipe(v.array(v.strictTuple([short, short])), v.maxLength(MAX_HEADERS)),
  b: v.picklist(["auto", "wbxml", "mime", "xml", "none", "bytes"]),
  x: v.string(),
  i: v.string(),
  y: v.optional(v.string()),
});

/**
 * The fragment, `#d1=…` or `#d0=…`, that holds the draft without its secrets. Whether it opens again is what
 * `linkContents` tells.
 */
export async function encodeLink(draft: Draft): Promise<string> {
  return pack(jsonOf(redactDraft(draft).draft));
}

const jsonOf = (draft: Draft) => new TextEncoder().encode(JSON.stringify(compact(draft)));

async function pack(json: Uint8Array<ArrayBuffer>): Promise<string> {
  const { bytes: deflated } = await collectBounded(streamOf(json).pipeThrough(new CompressionStream("deflate-raw")));
  const packed = deflated.length < json.length;
  return `#d${packed ? 1 : 0}=${encodeBase64(packed ? deflated : json, "url")}`;
}

export interface LinkContents {
  characters: number;
  /** What is not in the link, in words. */
  removed: string[];
  /** Why the link would open nowhere, and what to do; absent when it opens. */
  problem?: string;
}

/** How long the draft's link is, what is not in it, and whether it opens at all. */
export async function linkContents(draft: Draft): Promise<LinkContents> {
  const { draft: clean, removed } = redactDraft(draft);
  const json = jsonOf(clean);
  const characters = (await pack(json)).length;
  const problem = obstacleOf(clean) ?? (isTooLarge(characters, json.length) ? tooLong("The draft") : undefined);
  return { characters, removed, ...(problem !== undefined && { problem }) };
}

const isTooLarge = (characters: number, bytes: number): boolean =>
  characters > MAX_LINK_CHARACTERS || bytes > MAX_INFLATED_BYTES;

/** The field `decodeLink` would refuse. */
function obstacleOf({ target, query, protocolVersion, headers }: Draft): string | undefined {
  const isLong = (text: string) => text.length > MAX_SHORT_TEXT;
  if (isLong(query)) return tooLong("The query");
  if (isLong(protocolVersion)) return tooLong("The protocol version");
  if (target.kind === "own" && isLong(target.url)) return tooLong("The server's URL");
  if (headers.length > MAX_HEADERS) {
    return `A link holds at most ${MAX_HEADERS} headers and the draft has ${headers.length}. Take some out to share it.`;
  }
  const header = headers.find((pair) => pair.some(isLong));
  return header && tooLong(`The header ${header[0].slice(0, 40)}`);
}

const tooLong = (what: string): string => `${what} is longer than a link can hold. Shorten it to share the draft.`;

/**
 * The draft in a fragment, or why there is none. Never throws. An empty fragment gives neither. A link
 * made by hand could carry secrets; they are taken out on reading too.
 */
export async function decodeLink(hash: string): Promise<{ draft?: Draft; problem?: LinkProblem }> {
  // Some programs percent-encode the equals sign when they pass a link on.
  const text = hash.replace(/^#/, "").replace(/^(d\d+)%3D/i, "$1=");
  if (text === "") return {};
  if (text.length > MAX_LINK_CHARACTERS) return tooLarge();
  const [, packing, payload = ""] = /^d(\d+)=([A-Za-z0-9_=-]*)$/.exec(text) ?? [];
  if (packing === undefined) return broken("it holds characters a link does not have");
  if (packing !== "0" && packing !== "1") return newer();
  const packed = decodeBase64(payload, { alphabet: "url" });
  if (!packed) return broken("its end is missing or was changed");
  const json = packing === "0" ? packed : await inflate(packed);
  if (json === "too-large") return tooLarge();
  return json === "broken" ? broken("its end is missing or was changed") : readJson(json);
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | "too-large" | "broken"> {
  const stream = streamOf(packed).pipeThrough(new DecompressionStream("deflate-raw"));
  const { bytes, ended } = await collectBounded(stream, MAX_INFLATED_BYTES);
  return ended === "complete" ? bytes : ended === "limit" ? "too-large" : "broken";
}

function readJson(json: Uint8Array): { draft?: Draft; problem?: LinkProblem } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return broken("what is inside cannot be read");
  }
  const version = typeof value === "object" && value !== null && "v" in value ? value.v : undefined;
  if (typeof version === "number" && version > LINK_VERSION) return newer();
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) return broken("what is inside is not a draft");
  const { t, m, q, p, h, b, x, i, y = "" } = parsed.output;
  const draft: Draft = {
    target: t,
    method: m,
    query: q,
    protocolVersion: p,
    headers: h,
    bodyForm: b,
    xml: x,
    mime: i,
    bytes: y,
  };
  return { draft: redactDraft(draft).draft };
}

const compact = (draft: Draft): v.InferInput<typeof schema> => ({
  v: LINK_VERSION,
  t: draft.target,
  m: draft.method,
  q: draft.query,
  p: draft.protocolVersion,
  h: draft.headers,
  b: draft.bodyForm,
  x: draft.xml,
  i: draft.mime,
  ...(draft.bytes !== "" && { y: draft.bytes }),
});

const failed = (code: LinkProblemCode, message: string) => ({ problem: { code, message } });
const broken = (why: string) =>
  failed("link-broken", `This link cannot be opened: ${why}. Ask for it again, as a whole line or as a file.`);
const tooLarge = () =>
  failed(
    "link-too-large",
    "This link holds more than EASel opens, so nothing was taken from it. Ask for the case as a file.",
  );
const newer = () => failed("link-newer", "This link was made by a newer EASel. Update EASel and open the link again.");
