import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { type Answer, type Identified, identifyServer } from "./identify.ts";
import type { Deviation, Oddity, Server } from "./server.ts";

/** What was asked and how it was answered. */
export interface Asked {
  command: string | undefined;
  version: string | undefined;
  status: number;
  /** The Status values of the answer. */
  codes: readonly number[];
  succeeded: boolean;
  /** Whether the request holds an element of this name. */
  holds: (name: string) => boolean;
  isOdd: (oddity: Oddity) => boolean;
}

/** Where the server does something of its own with such a request, those first that explain this answer. */
export function deviationsFor(server: Server, asked: Asked): readonly Deviation[] {
  const fitting = server.deviations.filter((deviation) => fits(deviation, asked));
  return fitting.toSorted((left, right) => closeness(right) - closeness(left));
}

function fits(deviation: Deviation, asked: Asked): boolean {
  const { commands, statuses, codes, elements, when, told } = deviation;
  const { command, status, succeeded } = asked;
  if (told !== "always" && succeeded !== (told === "success")) return false;
  if (commands && (command === undefined || !commands.includes(command))) return false;
  if (statuses && !statuses.includes(status)) return false;
  if (codes && !codes.some((code) => asked.codes.includes(code))) return false;
  return covers(deviation, asked.version) && (!elements || elements.some(asked.holds)) && (!when || asked.isOdd(when));
}

function covers({ versions }: Deviation, version: string | undefined): boolean {
  if (!versions) return true;
  if (version === undefined || !isProtocolVersion(version)) return false;
  const { from, until } = versions;
  return (!from || compareVersions(version, from) >= 0) && (!until || compareVersions(version, until) <= 0);
}

const closeness = ({ commands, statuses, codes, when }: Deviation): number =>
  (statuses || codes || when ? 2 : 0) + (commands ? 1 : 0);

/** Why the server cannot do what was asked at all: it lacks the command, or does not speak the version. */
export function missingIn(
  { server, isSure }: Identified,
  command: string | undefined,
  version: string | undefined,
): string | undefined {
  const name = isSure ? server.name : `${server.name}, which this seems to be,`;
  const lack = server.lacks?.find(([commands]) => command !== undefined && commands.includes(command));
  if (lack) return `${name} has no ${command}. ${lack[1]}.`;
  const { versions } = server;
  const [first, last] = [versions?.[0], versions?.at(-1)];
  if (!first || !last || version === undefined || !isProtocolVersion(version)) return undefined;
  if (compareVersions(version, first) >= 0 && compareVersions(version, last) <= 0) return undefined;
  const range = first === last ? `${first} only` : `${first} to ${last}`;
  return `${name} speaks ${range}; the request is written in ${version}.`;
}

/** The server in a few words: “SOGo”, “Z-Push 2.7.1”, “Exchange 2016 (15.1.2507.35)”. */
export function oneOfServer({ server, version }: Identified): string {
  if (!version) return server.name;
  return server.id.startsWith("exchange-") ? `${server.name} (${version})` : `${server.name} ${version}`;
}

/** What one header of an answer says about the server, in words; undefined when it is not the one that tells it. */
export function serverToldBy(name: string, headers: Answer["headers"]): string | undefined {
  const named = name.toLowerCase();
  const own = headers.filter(([other]) => other.toLowerCase() === named || isCompany(other));
  const found = identifyServer({ headers: own });
  if (found?.header?.toLowerCase() !== named) return undefined;
  return `${oneOfServer(found)}${found.isSure ? "" : ", or one that answers like it"}`;
}

/** Headers that say whether a number is Exchange's own. */
const isCompany = (name: string): boolean => /^(?:server|x-powered-by|x-feserver|x-beserver)$/i.test(name);
