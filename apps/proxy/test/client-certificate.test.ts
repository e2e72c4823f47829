import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { afterEach, expect, it } from "vitest";
import { readClientCertificate } from "../src/node/index.ts";
import { startProxy } from "./support/proxy.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const file = (name: string) => path.join(import.meta.dirname, "fixtures", name);
const pem = (name: string) => readFileSync(file(name), "utf8");

/** A server that asks every client for its certificate, and tells whose it got. */
async function askingServer(): Promise<number> {
  const server = createServer(
    {
      cert: pem("self-signed.cert.pem"),
      key: pem("self-signed.key.pem"),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      response.end(subject ? `you are ${subject.CN}` : "you are nobody");
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function whoAmI(host: string): Promise<string> {
  const port = await askingServer();
  const identity = { pem: pem("other-name.cert.pem") + pem("other-name.key.pem") };
  const proxy = await startProxy({
    allowPrivate: [`mail.example.test:${port}`, `localhost:${port}`],
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    ca: [{ pem: pem("self-signed.cert.pem") }],
    clientCertificates: [{ host: "mail.example.test", identity }],
  });
  open.push(() => proxy.close());
  const { body } = await proxy.relay({ url: `https://${host}:${port}/Microsoft-Server-ActiveSync` });
  return body.toString();
}

it("shows its certificate to the host it is for, and to no other", async () => {
  expect(await whoAmI("mail.example.test")).toMatch(/^you are (?!nobody)\S/);
  expect(await whoAmI("localhost")).toBe("you are nobody");
});

it("says what is wrong with a file when it starts", () => {
  const read = (option: string) => () => readClientCertificate(option, undefined);
  expect(read("file.pem")).toThrow(/names no host/);
  expect(read("mail.example.com=/nowhere.pem")).toThrow(/cannot be read/);
  expect(read(`mail.example.com=${file("ca.cert.pem")}`)).toThrow(/no client certificate with its key/);
  expect(read(`mail.example.com=${file("README.md")}`)).toThrow(/no client certificate with its key/);
});
