import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import net from "node:net";
import type { Resolve } from "../../src/node/index.ts";

export interface DnsServer {
  /** Asks this server as the proxy asks the system: every address of a name, IPv4 and IPv6. */
  resolve: Resolve;
  /** How often each name was asked for its addresses. */
  asked: Map<string, number>;
  close(): Promise<void>;
}

const A = 1;
const AAAA = 28;

/** A name server on loopback. `answer` is told how often the name was asked before, so that it can change its mind. */
export async function dnsServer(answer: (name: string, before: number) => string[]): Promise<DnsServer> {
  const asked = new Map<string, number>();
  const answers = new Map<string, string[]>();
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const { name, type, end } = readQuestion(query);
    const found = (answers.get(name) ?? []).filter((address) => net.isIP(address) === (type === AAAA ? 6 : 4));
    const head = Buffer.from(query.subarray(0, 12));
    // An answer, recursion available, nothing wrong.
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(found.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...found.map(record)]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const resolver = new Resolver({ tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    async resolve(host) {
      const before = asked.get(host) ?? 0;
      asked.set(host, before + 1);
      answers.set(host, answer(host, before));
      const [four, six] = await Promise.all([
        resolver.resolve4(host).catch((): string[] => []),
        resolver.resolve6(host).catch((): string[] => []),
      ]);
      return [...four, ...six].map((address) => ({ address, family: net.isIP(address) }));
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An address record for the name in the question, to be forgotten at once. */
function record(address: string): Buffer {
  const bytes = net.isIP(address) === 4 ? address.split(".").map(Number) : ipv6Bytes(address);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(bytes.length === 4 ? A : AAAA, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(bytes.length, 10);
  return Buffer.concat([head, Buffer.from(bytes)]);
}

function ipv6Bytes(address: string): number[] {
  const [left = "", right] = address.split("::");
  const words = (text: string) => text.split(":").filter((word) => word !== "");
  const before = words(left);
  const after = words(right ?? "");
  const middle = right === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...middle, ...after].flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 0xff];
  });
}
