import { type HeaderPart, part } from "./header-part.ts";

const urgencies: Readonly<Record<string, string>> = { L: "low", M: "medium", H: "high" };

/** `L/-470`: a letter for urgency, then seconds. Microsoft describes it nowhere. */
export function readBackOff(value: string): HeaderPart[] {
  const [, letter = "", seconds = ""] = /^\s*([A-Za-z])\/(-?\d{1,12})\s*$/.exec(value) ?? [];
  if (letter === "") return [];
  const urgency = urgencies[letter.toUpperCase()];
  const rest = Number(seconds);
  return [
    part("Urgency", letter, urgency && `${urgency}, as far as is known`),
    part(
      "Seconds",
      seconds,
      rest > 0 ? `rest for ${inWords(rest)} before the next request` : "zero or less: no wait is asked for",
    ),
  ];
}

/** Seconds, or a date (RFC 9110 10.2.3). */
export function readRetryAfter(value: string): HeaderPart[] {
  const text = value.trim();
  if (/^\d{1,12}$/.test(text)) return [part("Wait", `${text} s`, inWords(Number(text)))];
  const at = Date.parse(text);
  return Number.isNaN(at) ? [] : [part("Wait until", text, new Date(at).toISOString())];
}

const reasons: Readonly<Record<string, string>> = {
  global: "the server holds every device back, not this one alone",
  commandfrequency: "this device has sent too many commands in a short time",
  synccommands: "this device has sent too many Sync commands in a short time",
  recentcommands: "this device repeats the same command again and again",
  useragentschanges: "this device has changed its User-Agent too often",
  outofbudgets: "the account has used up what it may",
};

/** The rule that stopped the device. Microsoft names `Global` alone; the others are those of an administrator's settings. */
export function readThrottle(value: string): HeaderPart[] {
  const meaning = reasons[value.trim().toLowerCase()];
  return meaning ? [part("Rule", value.trim(), meaning)] : [];
}

/** Days until the password expires (MS-ASHTTP 2.2.2.1.2). */
export function readCredentialsExpire(value: string): HeaderPart[] {
  const days = value.trim();
  if (!/^\d{1,6}$/.test(days)) return [];
  return [part("Days left", days, days === "0" ? "less than a day" : undefined)];
}

/** 28 s, 8 min 20 s, 2 h 5 min. */
function inWords(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const left = seconds % 60;
  const words = [hours && `${hours} h`, minutes && `${minutes} min`, (left || seconds === 0) && `${left} s`];
  return words.filter(Boolean).join(" ");
}
