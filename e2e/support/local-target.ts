import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: string[];
  body: Buffer;
}

export interface LocalTarget {
  /** Its ActiveSync endpoint. */
  url: string;
  requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** A server on loopback that answers as told and keeps what it was sent. The proxy must be started to allow its port. */
export async function startLocalTarget(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LocalTarget> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders } = request;
      requests.push({ method, url, headers: rawHeaders, body: Buffer.concat(chunks) });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${port}/Microsoft-Server-ActiveSync`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A link's fragment for a draft to a server, uncompressed. */
export function linkTo(
  url: string,
  draft: { version: string; command?: string; xml?: string; mime?: string; body?: string },
): string {
  const command = draft.command ?? "SendMail";
  const packed = {
    v: 1,
    t: { kind: "own", url },
    m: command === "OPTIONS" ? "OPTIONS" : "POST",
    q: `Cmd=${command}&User=megan%40contoso.example&DeviceId=EASELTEST01&DeviceType=EASel`,
    p: draft.version,
    h: [],
    b: draft.body ?? "auto",
    x: draft.xml ?? "",
    i: draft.mime ?? "",
  };
  return `/#d0=${Buffer.from(JSON.stringify(packed)).toString("base64url")}`;
}
