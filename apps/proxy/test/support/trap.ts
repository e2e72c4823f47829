import net from "node:net";

export interface Trap {
  port: number;
  /** How many connections have come. */
  connections: number;
  close(): Promise<void>;
}

/** A socket at every address of this machine, IPv4 and IPv6, where nothing must ever arrive. */
export async function trap(): Promise<Trap> {
  const server = net.createServer((socket) => {
    state.connections += 1;
    socket.destroy();
  });
  const state: Trap = {
    port: 0,
    connections: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  if (typeof address === "object" && address) state.port = address.port;
  return state;
}

/** Says these bytes to a port of this machine and gives what is answered until the first answer ends. */
export function talk(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (isWhole(answer)) socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

function isWhole(answer: string): boolean {
  const length = /content-length: *(\d+)/i.exec(answer)?.[1];
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return false;
  return length === undefined ? answer.endsWith("\r\n0\r\n\r\n") : answer.length >= end + 4 + Number(length);
}
