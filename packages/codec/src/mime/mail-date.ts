const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const FORM =
  /^(?:(mon|tue|wed|thu|fri|sat|sun)\s*,)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{2,4})\s+(\d{2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s+([+-]\d{4}|ut|gmt|[ecmp][sd]t|[a-ik-z])$/i;

/**
 * What is wrong with a Date header (RFC 5322 3.3), as the rest of a sentence; undefined when nothing is.
 * Obsolete zones and two-digit years are still dates.
 */
export function mailDateFault(value: string): string | undefined {
  const bare = value.replace(/\([^()]*\)/g, " ").trim();
  const match = FORM.exec(bare);
  if (!match) return "is not of the form “Mon, 02 Nov 2026 17:30:52 +0100” with English day and month names";
  const [, , day, month = "", year, hour, minute, second = "0", zone = ""] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (monthIndex < 0) return `names a month “${month}” that is none of Jan to Dec`;
  const date = new Date(Date.UTC(Number(year), monthIndex, Number(day)));
  if (Number(day) < 1 || date.getUTCMonth() !== monthIndex) return `names day ${day}, which ${month} does not have`;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return "names a time that no clock shows";
  if (/^[+-]/.test(zone) && Number(zone.slice(3)) > 59) return `has the zone ${zone}, whose minutes exceed 59`;
  return undefined;
}
