import { readFileSync } from "node:fs";
import type { RoundTrip } from "../src/diagnosis/index.ts";

/** An answer by which a server is known. */
export interface Sample {
  server: string;
  name: string;
  isSure: boolean;
  status: number;
  headers: [string, string][];
  page?: string;
  source: string;
}

const file = new URL("./data/server-answers.json", import.meta.url);
export const samples = JSON.parse(readFileSync(file, "utf8")) as Sample[];

const url = (command: string) =>
  `https://mail.example.com/Microsoft-Server-ActiveSync?Cmd=${command}&User=u&DeviceId=D1&DeviceType=T`;

/** A request, answered by a server like the sample. */
export function ask(
  command: string,
  version: string,
  sample: Sample,
  reply: { status: number; body?: string },
): RoundTrip {
  const isOptions = command === "OPTIONS";
  return {
    request: {
      method: isOptions ? "OPTIONS" : "POST",
      url: isOptions ? "https://mail.example.com/Microsoft-Server-ActiveSync" : url(command),
      headers: [["MS-ASProtocolVersion", version]],
      body: new Uint8Array(),
    },
    reply: { status: reply.status, headers: sample.headers, body: new TextEncoder().encode(reply.body ?? "") },
  };
}
