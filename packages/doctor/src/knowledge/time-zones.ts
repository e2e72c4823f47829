/**
 * Windows names of zones whose clocks change, with a zone of the IANA database that changes alike (CLDR,
 * windowsZones). Names come in the time zones of events; only zones with summer time are of use here.
 */
const windowsZones: Readonly<Record<string, string>> = {
  "GMT Standard Time": "Europe/London",
  "W. Europe Standard Time": "Europe/Berlin",
  "Central Europe Standard Time": "Europe/Budapest",
  "Central European Standard Time": "Europe/Warsaw",
  "Romance Standard Time": "Europe/Paris",
  "GTB Standard Time": "Europe/Bucharest",
  "FLE Standard Time": "Europe/Kiev",
  "E. Europe Standard Time": "Europe/Chisinau",
  "Israel Standard Time": "Asia/Jerusalem",
  "Newfoundland Standard Time": "America/St_Johns",
  "Atlantic Standard Time": "America/Halifax",
  "Eastern Standard Time": "America/New_York",
  "Central Standard Time": "America/Chicago",
  "Mountain Standard Time": "America/Denver",
  "Pacific Standard Time": "America/Los_Angeles",
  "Alaskan Standard Time": "America/Anchorage",
  "Pacific SA Standard Time": "America/Santiago",
  "AUS Eastern Standard Time": "Australia/Sydney",
  "Cen. Australia Standard Time": "Australia/Adelaide",
  "Tasmania Standard Time": "Australia/Hobart",
  "New Zealand Standard Time": "Pacific/Auckland",
};

/** Minutes that the clocks of a zone are ahead of UTC, in its standard time and in its summer time. */
export interface ZoneOffsets {
  zone: string;
  standard: number;
  summer: number;
}

/**
 * What is known of a zone that a text names, `(GMT+02:00) Europe/Vienna` or `Pacific Standard Time`, in a year;
 * undefined when it names none.
 */
export function zoneNamedIn(text: string, year: number): ZoneOffsets | undefined {
  const iana = /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?\b/.exec(text)?.[0];
  const windows = Object.keys(windowsZones).find((name) => text.startsWith(name));
  const zone = iana ?? (windows === undefined ? undefined : windowsZones[windows]);
  if (zone === undefined) return undefined;
  const offsets = [0, 3, 6, 9].flatMap((month) => offsetAt(zone, Date.UTC(year, month, 15)) ?? []);
  if (offsets.length === 0) return undefined;
  return { zone, standard: Math.min(...offsets), summer: Math.max(...offsets) };
}

/** Minutes a text says a zone is ahead of UTC, `(GMT+02:00)` or `UTC-5`; undefined when it says none. */
export function offsetNamedIn(text: string): number | undefined {
  const [, sign, hours = "", minutes = "0"] = /\b(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?/.exec(text) ?? [];
  return sign === undefined ? undefined : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Undefined for a zone that the running system does not know. */
function offsetAt(zone: string, time: number): number | undefined {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";
    return name === "GMT" ? 0 : offsetNamedIn(name);
  } catch {
    return undefined;
  }
}
