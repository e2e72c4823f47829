import { readFileSync } from "node:fs";
import type { ModelSide } from "../src/knowledge/content-model/index.ts";

/** A document that a server takes or sends: no check may find an error or a warning in it. */
export interface SoundDocument {
  /** The page's starters, the sandbox's tests, a real server, or the specification. */
  from: string;
  command: string;
  side: ModelSide;
  versions: string[];
  xml: string;
}

const file = new URL("./data/sound-documents.json", import.meta.url);

export const soundDocuments = JSON.parse(readFileSync(file, "utf8")) as SoundDocument[];
