/** Twelve hexadecimal digits: enough to find a line in a log. */
export function newRequestId(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}
