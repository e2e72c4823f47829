/** Exchange Online refuses anything older since this date (Exchange Team blog, 2025-12-15). */
export const EXCHANGE_ONLINE_MINIMUM_VERSION = "16.1";
export const EXCHANGE_ONLINE_MINIMUM_SINCE = "2026-03-01";

/** Hosts where Exchange Online answers ActiveSync. */
export function isExchangeOnline(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  return (
    name === "outlook.office365.com" ||
    name === "outlook.office.com" ||
    name === "eas.outlook.com" ||
    name.endsWith(".outlook.com")
  );
}
