import net from "node:net";
import tls from "node:tls";

export interface RawServer {
  port: number;
  /** Everything clients sent, one entry for each connection, as latin1 text. */
  received: string[];
  /** Connections that have ended. */
  closed: number;
  sockets: Set<net.Socket>;
  close(): Promise<void>;
}

export type Script = (socket: net.Socket, requestText: () => string) => void;

/** A server that speaks bytes, so that tests see and send what no HTTP library would. */
export async function rawServer(onRequest: Script, secure?: { key: string; cert: string }): Promise<RawServer> {
  const state = { received: [] as string[], closed: 0, sockets: new Set<net.Socket>() };
  const onSocket = (socket: net.Socket) => {
    const index = state.received.push("") - 1;
    state.sockets.add(socket);
    const text = () => state.received[index] ?? "";
    let answered = false;
    socket.on("error", () => {});
    socket.on("close", () => {
      state.closed += 1;
      state.sockets.delete(socket);
    });
    socket.on("data", (chunk) => {
      state.received[index] += chunk.toString("latin1");
      if (!answered && isWhole(text())) {
        answered = true;
        onRequest(socket, text);
      }
    });
  };
  const server = secure ? tls.createServer(secure, onSocket) : net.createServer(onSocket);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return Object.assign(state, {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of state.sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return text.length - end - 4 >= length;
}

/** Answers each request with these bytes and closes. */
export function answering(text: string): Script {
  return (socket) => socket.end(Buffer.from(text, "latin1"));
}
