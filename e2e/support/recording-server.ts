import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came off the wire. */
export interface RecordedRequest {
  method: string;
  /** Path and query, exactly as on the request line. */
  target: string;
  /** In order and with case, name and value in turn. */
  rawHeaders: string[];
  body: Uint8Array;
}

/** A server that answers every ActiveSync request with an empty 200 and keeps what it was sent. */
export interface RecordingServer {
  /** Its `/Microsoft-Server-ActiveSync`. */
  url: string;
  requests: RecordedRequest[];
  stop(): Promise<void>;
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: target = "", rawHeaders } = request;
      requests.push({ method, target, rawHeaders, body: new Uint8Array(Buffer.concat(chunks)) });
      response.writeHead(200, { "MS-Server-ActiveSync": "15.1", "Content-Length": "0" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/Microsoft-Server-ActiveSync`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
