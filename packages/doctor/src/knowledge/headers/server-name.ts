import { type HeaderPart, part } from "./header-part.ts";

/** City by the first letters of a server's name in Exchange Online; Microsoft publishes no list. */
const cities: Readonly<Record<string, string>> = {
  AM: "Amsterdam",
  BN: "Boydton, Virginia",
  CH: "Chicago",
  CW: "Cardiff",
  CY: "Cheyenne",
  DB: "Dublin",
  DM: "Des Moines",
  FR: "Frankfurt",
  GV: "Geneva",
  HE: "Helsinki",
  HK: "Hong Kong",
  LO: "London",
  ME: "Melbourne",
  OS: "Osaka",
  PA: "Paris",
  PH: "Phoenix",
  SI: "Singapore",
  SN: "San Antonio",
  SY: "Sydney",
  TY: "Tokyo",
  VI: "Vienna",
  ZR: "Zurich",
};

const regions: Readonly<Record<string, string>> = {
  apc: "Asia and Pacific",
  are: "United Arab Emirates",
  aus: "Australia",
  can: "Canada",
  che: "Switzerland",
  deu: "Germany",
  eur: "Europe",
  fra: "France",
  gbr: "United Kingdom",
  ind: "India",
  jpn: "Japan",
  kor: "Korea",
  lam: "Latin America",
  nam: "North America",
  nor: "Norway",
  swe: "Sweden",
  zaf: "South Africa",
};

/** Airports beside the sites where requests enter Microsoft's network. */
const airports: Readonly<Record<string, string>> = {
  AMS: "Amsterdam",
  CDG: "Paris",
  DUB: "Dublin",
  FRA: "Frankfurt",
  LHR: "London",
  LYH: "Lynchburg, Virginia",
  MNZ: "Manassas, Virginia",
  PHX: "Phoenix",
  SIN: "Singapore",
  VIE: "Vienna",
};

/** Site, forest and kind of a server of Exchange Online: AM0P191MB0001. */
const ONLINE = /^([A-Z]{2})([A-Z\d])P(?:R?\d{2}|\d{3}|\w{3,4}?)(MB|CA|CU)\d{2,5}$/i;
const kinds: Readonly<Record<string, string>> = {
  MB: "a mailbox server",
  CA: "a front server",
  CU: "a group of front servers",
};

/** What the name of a server says: its site, its kind and its region where it is one of Exchange Online. */
export function readServerName(value: string): HeaderPart[] {
  const [host = "", ...domain] = value.trim().split(".");
  const [, city = "", more = "", kind = ""] = ONLINE.exec(host) ?? [];
  const region = domain.find((label) => /^[a-z]{3}(?:pr?d?)?\w*$/i.test(label) && regionOf(label) !== undefined);
  if (kind === "" && region === undefined) return [];
  const parts = [part("Server", host, kind === "" ? undefined : `${kinds[kind.toUpperCase()]} of Exchange Online`)];
  if (kind !== "") {
    const known = cities[city.toUpperCase()];
    parts.push(part("Site", `${city}${more}`.toUpperCase(), known && `probably ${known}, by its first two letters`));
  }
  if (region !== undefined) parts.push(part("Forest", region, regionOf(region)));
  return parts;
}

const regionOf = (label: string): string | undefined => regions[label.slice(0, 3).toLowerCase()];

/** A site by the code of an airport. */
export function readAirport(value: string): HeaderPart[] {
  const known = airports[value.trim().toUpperCase()];
  return known ? [part("Site", value.trim(), known)] : [];
}
