/** Where a statement about a server can be looked up. */
export interface ServerSource {
  /** A document of Microsoft's, a manual, or "source code of …". */
  document: string;
  /** Section, file or address in it. */
  section: string;
}

/** What tells a server in an answer; `version` is what the pattern's first group holds, when it has one. */
export interface Mark {
  /** The header whose value is looked at; without one, the text of a page. */
  header?: string;
  pattern: RegExp;
  /** Others copy this mark, too: alone it is a guess. */
  shared?: true;
}

/** What may be odd about a request, so that servers differ on it. */
export type Oddity = "other-root" | "no-device-id" | "no-body" | "no-version" | "one-parameter" | "broken-wbxml";

/** Where a server does something else than the specification says, or something the specification leaves open. */
export interface Deviation {
  /** What it does, with the server as "it". */
  text: string;
  /** The commands it concerns; every command when absent. */
  commands?: readonly string[];
  /** The protocol versions it concerns; every version when absent. */
  versions?: { from?: string; until?: string };
  /** The HTTP statuses it explains; with these it is said of such answers alone. */
  statuses?: readonly number[];
  /** The Status values it explains; with these it is said of such answers alone. */
  codes?: readonly number[];
  /** The request has to hold one of these elements. */
  elements?: readonly string[];
  /** The request has to be like this. */
  when?: Oddity;
  /** Told of failures, unless it is what a success hides. */
  told?: "success" | "always";
  source: ServerSource;
}

/** A server that speaks ActiveSync, as far as public sources tell. */
export interface Server {
  /** Stable, kebab-case. */
  id: string;
  name: string;
  marks: readonly Mark[];
  /** The protocol versions it offers, oldest first; absent where no source lists them. */
  versions?: readonly string[];
  /** Commands it cannot carry out, whether it lists them or not, and what it does instead. */
  lacks?: readonly (readonly [commands: readonly string[], instead: string])[];
  deviations: readonly Deviation[];
  source: ServerSource;
}

export const ALL_VERSIONS: readonly string[] = ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"];

/** Versions from one to another, both included. */
export const versionRange = (from: string, until: string): readonly string[] =>
  ALL_VERSIONS.slice(ALL_VERSIONS.indexOf(from), ALL_VERSIONS.indexOf(until) + 1);
