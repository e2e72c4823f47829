import type { FieldList } from "./field-list.ts";
import { checkTransition, isNoSystemTime } from "./system-time.ts";
import type { TimeZone } from "./time-zone.ts";

/** Civil time runs from UTC-12 to UTC+14; a bias has the opposite sign. In minutes. */
const LOWEST_BIAS = -14 * 60;
const HIGHEST_BIAS = 12 * 60;

/** Notes what a server would misread or refuse in a time zone of the right length. */
export function checkTimeZone(zone: TimeZone, list: FieldList): void {
  checkBias("Standard time", zone.bias + zone.standardBias, list, 0);
  checkName("StandardName", zone.standardName, 4, list);
  checkTransition("StandardDate", zone.standardDate, 68, list);
  checkName("DaylightName", zone.daylightName, 88, list);
  checkTransition("DaylightDate", zone.daylightDate, 152, list);
  const standard = !isNoSystemTime(zone.standardDate);
  const daylight = !isNoSystemTime(zone.daylightDate);
  if (standard !== daylight) {
    const [has, lacks] = standard ? ["StandardDate", "DaylightDate"] : ["DaylightDate", "StandardDate"];
    const message = () => `${has} is set and ${lacks} is not. Set both, or neither where the clock never changes.`;
    list.problem("warning", "time-zone-rules", message, standard ? 152 : 68, standard ? 168 : 84);
  } else if (standard && zone.daylightBias === zone.standardBias) {
    const message = () => "Both transitions are set, but DaylightBias equals StandardBias: the clock never changes.";
    list.problem("warning", "time-zone-rules", message, 168, 172);
  } else if (daylight) {
    checkBias("Daylight saving time", zone.bias + zone.daylightBias, list, 168);
  }
}

function checkBias(name: string, bias: number, list: FieldList, at: number): void {
  if (bias >= LOWEST_BIAS && bias <= HIGHEST_BIAS) return;
  const asMinutes = bias / 60;
  const seconds = Number.isInteger(asMinutes) && asMinutes >= LOWEST_BIAS && asMinutes <= HIGHEST_BIAS;
  const hint = seconds ? ` It looks like seconds; ${asMinutes} minutes would fit.` : "";
  const message = () =>
    `${name} has a bias of ${bias} minutes; the world's clocks lie between ${LOWEST_BIAS} and ${HIGHEST_BIAS}.${hint}`;
  list.problem("warning", "time-zone-bias", message, at, at + 4);
}

/** MS-ASDTYPE 2.7.6: unused characters MUST be zero. */
function checkName(field: string, name: string, at: number, list: FieldList): void {
  const zero = name.indexOf("\0");
  if (zero < 0) return;
  const message = () => `Characters follow the zero that ends ${field}; the rest of the field must be zeros.`;
  list.problem("warning", "time-zone-name", message, at + (zero + 1) * 2, at + 64);
}
