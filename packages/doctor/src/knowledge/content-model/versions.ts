import { compareVersions } from "@easel/codec/protocol";

/** Versions from one to another, both included; an end left out is open. */
export interface VersionRange {
  from?: string;
  until?: string;
}

/** Reads `14.0-`, `-12.1`, `12.1-14.1` or `16.1`. */
export function readVersions(text: string): VersionRange {
  const dash = text.indexOf("-");
  if (dash < 0) return { from: text, until: text };
  const [from, until] = [text.slice(0, dash), text.slice(dash + 1)];
  return { ...(from === "" ? {} : { from }), ...(until === "" ? {} : { until }) };
}

/** Whether a version lies in the range; an unknown version lies in every range. */
export const covers = ({ from, until }: VersionRange, version: string | undefined): boolean =>
  version === undefined ||
  ((from === undefined || compareVersions(version, from) >= 0) &&
    (until === undefined || compareVersions(version, until) <= 0));
