import { type ProtocolVersion, protocolVersions } from "./versions.ts";

/**
 * `current` is valid in 16.1, `deprecated` is documented but ended before it, `legacy` is in no recent
 * specification and known from older tools only.
 */
export type TagStatus = "current" | "deprecated" | "legacy";

/** One tag of a code page. */
export interface CodeTag {
  page: number;
  /** 0x05-0x3F, without the content and attribute flags. */
  token: number;
  namespace: string;
  name: string;
  versions: readonly ProtocolVersion[];
  status: TagStatus;
  /** Other spellings met in schemas, captures and tools; accepted when encoding, never written. */
  aliases: readonly string[];
  /** What took its place, `AirSyncBase:Body`, where that is known. */
  replacedBy?: string;
}

/** One WBXML code page and its XML namespace. */
export interface CodePage {
  page: number;
  namespace: string;
  /** The prefix Microsoft's examples bind to the namespace. */
  prefix: string;
  /** The document that defines the elements; absent for the retired page 3. */
  definedIn?: string;
  tags: readonly CodeTag[];
}

interface Extras {
  aliases?: readonly string[];
  replacedBy?: string;
}

type TagRow = readonly [name: string, versions: readonly ProtocolVersion[], extras?: Extras];

/** Tags whose tokens follow each other, under the first one's. */
type TagRun = readonly [firstToken: number, rows: readonly TagRow[]];

interface PageFacts {
  page: number;
  namespace: string;
  prefix: string;
  definedIn?: string;
}

/**
 * Turns the rows of a table file into tags; a tag's status follows from its versions. Rows stand behind the token of
 * the first of them, and the others count on from there: written out, 644 tokens no compressor can guess would weigh more
 * than a kilobyte in every bundle. The comment beside each row is its token, which a test holds it to.
 */
export function definePage(facts: PageFacts, ...runs: readonly TagRun[]): CodePage {
  const newest = protocolVersions[protocolVersions.length - 1];
  const rows = runs.flatMap(([first, run]) => run.map((row, index): [number, ...TagRow] => [first + index, ...row]));
  const tags = rows.map(([token, name, versions, extras]): CodeTag => {
    const status = versions.length === 0 ? "legacy" : versions.some((v) => v === newest) ? "current" : "deprecated";
    return {
      page: facts.page,
      token,
      namespace: facts.namespace,
      name,
      versions,
      status,
      aliases: extras?.aliases ?? [],
      ...(extras?.replacedBy === undefined ? {} : { replacedBy: extras.replacedBy }),
    };
  });
  return { ...facts, tags };
}
