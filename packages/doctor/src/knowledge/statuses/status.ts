/** How a Status value ends the matter: "notice" is neither a fault nor plain success. */
export type Outcome = "ok" | "notice" | "failure";

/** What one value of a Status element means. */
export interface StatusMeaning {
  code: number;
  /** Microsoft's name, for the values 101-184 that all commands share. */
  name?: string;
  outcome: Outcome;
  /** One sentence: what the server says by it. */
  meaning: string;
  /** One sentence: what to do; absent where there is nothing to do. */
  remedy?: string;
  /** Parent elements under which the value has this meaning; absent: any. */
  parents?: readonly string[];
  document: string;
  section: string;
}

/** A row as the tables below write it: code, meaning, remedy, and what differs from an ordinary failure. */
export type StatusRow = readonly [
  code: number,
  meaning: string,
  remedy: string,
  extras?: { outcome?: Outcome; parents?: readonly string[] },
];

export function statusTable(document: string, section: string, rows: readonly StatusRow[]): readonly StatusMeaning[] {
  return rows.map(([code, meaning, remedy, extras]) => ({
    code,
    outcome: extras?.outcome ?? (code === 1 ? "ok" : "failure"),
    meaning,
    ...(remedy === "" ? {} : { remedy }),
    ...(extras?.parents ? { parents: extras.parents } : {}),
    document,
    section,
  }));
}
