import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { addressKind } from "../guard/index.ts";

const ESTABLISHED = "01";
const ROOT = 0;

/**
 * Whether the other end of this connection is surely another user of this machine. Linux lists every
 * connection with its user; elsewhere, and for connections from other machines, nobody knows, and it is false.
 */
export async function isOtherUser(socket: Socket): Promise<boolean> {
  const own = process.getuid?.();
  // Root runs things for others (containers, sudo), and what runs as root reaches everything anyway.
  if (own === undefined || own === ROOT || addressKind(socket.remoteAddress ?? "") !== "loopback") return false;
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "latin1").catch(() => "")),
  );
  const user = userOf(tables.join("\n"), socket.remotePort ?? 0, socket.localPort ?? 0);
  return user !== undefined && user !== own && user !== ROOT;
}

/** The user who holds the end at `local` of the connection to `remote`, by the kernel's table (proc(5), /proc/net/tcp). */
export function userOf(table: string, local: number, remote: number): number | undefined {
  for (const line of table.split("\n")) {
    const [, from, to, state, , , , user] = line.trim().split(/\s+/);
    if (state === ESTABLISHED && portOf(from) === local && portOf(to) === remote) return Number(user);
  }
  return undefined;
}

/** Addresses stand there in hexadecimal, as `0100007F:1130`. */
function portOf(address: string | undefined): number {
  return Number.parseInt(address?.split(":")[1] ?? "", 16);
}
