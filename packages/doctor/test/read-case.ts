import { readdirSync, readFileSync } from "node:fs";
import { decodeHex } from "@easel/codec/bytes";
import type { HeaderList, RoundTrip } from "../src/diagnosis/index.ts";

interface Message {
  headers?: Record<string, string>;
  text?: string;
  hex?: string;
}

interface CaseFile {
  id: string;
  source: string;
  request: Message & { method?: string; url?: string };
  reply?: Message & { status?: number };
}

const folders = {
  /** Failures from public threads, commits and trackers. */
  cases: new URL("./cases/", import.meta.url),
  /** Exchanges with a real server that went well. */
  sound: new URL("./sound/", import.meta.url),
};

const idsIn = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));

export const caseIds = idsIn(folders.cases);
export const soundIds = idsIn(folders.sound);

/** A recorded failure as a round trip; one without a request has an empty URL. */
export function readCase(id: string, from: keyof typeof folders = "cases"): RoundTrip {
  const file = JSON.parse(readFileSync(new URL(`${id}.json`, folders[from]), "utf8")) as CaseFile;
  const { request, reply } = file;
  return {
    request: {
      method: request.method ?? "POST",
      url: request.url ?? "",
      headers: headersOf(request),
      body: bodyOf(request),
    },
    ...(reply ? { reply: { status: reply.status ?? 200, headers: headersOf(reply), body: bodyOf(reply) } } : {}),
  };
}

const headersOf = ({ headers }: Message): HeaderList => Object.entries(headers ?? {});

function bodyOf({ text, hex }: Message): Uint8Array {
  if (hex !== undefined) return decodeHex(hex) ?? new Uint8Array(0);
  return new TextEncoder().encode(text ?? "");
}
