/** The protocol versions ActiveSync has had, oldest first (MS-ASHTTP 2.2.1.1.2.6). */
export const protocolVersions = ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"] as const;

export type ProtocolVersion = (typeof protocolVersions)[number];

export function isProtocolVersion(text: string): text is ProtocolVersion {
  return (protocolVersions as readonly string[]).includes(text);
}

/** Negative when `a` is older than `b`, 0 when equal, positive when newer; compares "major.minor" by number. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

const from = (version: ProtocolVersion): readonly ProtocolVersion[] =>
  protocolVersions.slice(protocolVersions.indexOf(version));

const upTo = (version: ProtocolVersion): readonly ProtocolVersion[] =>
  protocolVersions.slice(0, protocolVersions.indexOf(version) + 1);

export const all: readonly ProtocolVersion[] = protocolVersions;
export const since120 = from("12.0");
export const since121 = from("12.1");
export const since140 = from("14.0");
export const since141 = from("14.1");
export const since160 = from("16.0");
export const since161 = from("16.1");
export const only25 = upTo("2.5");
export const until121 = upTo("12.1");
export const until141 = upTo("14.1");
/** Tags no published revision since 2019 lists; known from older tools only. */
export const legacy: readonly ProtocolVersion[] = [];
