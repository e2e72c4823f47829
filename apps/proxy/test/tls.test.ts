import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startProxy } from "./support/proxy.ts";
import { answering, rawServer } from "./support/raw-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, "fixtures", `${name}.pem`), "utf8");
const answer = answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");

async function relayTo(
  files: { cert: string; key: string } | undefined,
  options: { host?: string; ca?: { host?: string; pem: string }[] } = {},
) {
  const server = await rawServer(answer, files && { cert: pem(files.cert), key: pem(files.key) });
  const host = options.host ?? "127.0.0.1";
  const proxy = await startProxy({
    allowPrivate: [`${host}:${server.port}`],
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    ...(options.ca && { ca: options.ca }),
  });
  open.push(server, proxy);
  const headers: [string, string][] = [["Authorization", "Bearer hush"]];
  const relayed = await proxy.relay({ url: `https://${host}:${server.port}/Microsoft-Server-ActiveSync`, headers });
  return { ...relayed, received: server.received.join("") };
}

const SELF_SIGNED = { cert: "self-signed.cert", key: "self-signed.key" };

describe("a certificate", () => {
  it("that is self-signed is refused before anything is sent", async () => {
    const { tail, stages, received } = await relayTo(SELF_SIGNED);
    expect(stages.map(({ stage }) => stage)).toEqual(["connecting", "securing"]);
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "certificate", stage: "securing" } });
    expect(tail?.problem?.message).toContain("self-signed");
    expect(tail?.problem?.message).toContain("CN=EASel test server");
    expect(tail?.problem?.advice).toContain("--ca 127.0.0.1=");
    expect(received).toBe("");
  });

  it("that is self-signed is taken when it was named as an authority, and its facts are told", async () => {
    const ca = [{ pem: pem("self-signed.cert") }];
    const { head, body, tail, stages, received } = await relayTo(SELF_SIGNED, { ca });
    expect([head?.status, body.toString(), tail?.ended]).toEqual([200, "secret", "complete"]);
    expect(stages.map(({ stage }) => stage)).toEqual(["connecting", "securing", "sending", "waiting"]);
    expect(head?.tls).toMatchObject({
      version: "TLSv1.3",
      cipher: expect.stringContaining("AES"),
      certificates: [
        { subject: "CN=EASel test server", issuer: "CN=EASel test server", validTo: expect.stringMatching(/^21\d\d-/) },
      ],
    });
    expect(tail?.times.securedMs).toBeGreaterThanOrEqual(tail?.times.connectedMs ?? Number.NaN);
    expect(received).toContain("Bearer hush");
  });

  it("is believed for the host the authority was given for, and no other", async () => {
    const caPem = pem("self-signed.cert");
    const right = await relayTo(SELF_SIGNED, {
      host: "mail.example.test",
      ca: [{ host: "mail.example.test", pem: caPem }],
    });
    expect(right.tail?.ended).toBe("complete");
    expect(right.stages[0]?.stage).toBe("resolving");
    const wrong = await relayTo(SELF_SIGNED, {
      host: "mail.example.test",
      ca: [{ host: "other.example.test", pem: caPem }],
    });
    expect(wrong.tail?.problem?.code).toBe("certificate");
  });

  it("issued by an authority shows its chain", async () => {
    const files = { cert: "issued.cert", key: "self-signed.key" };
    const { head } = await relayTo(files, { ca: [{ pem: pem("ca.cert") }] });
    expect(head?.tls?.certificates.map(({ subject }) => subject)).toEqual([
      "CN=localhost",
      "O=EASel tests, CN=EASel test authority",
    ]);
  });

  it("of an unknown authority is refused by its name", async () => {
    const { tail, received } = await relayTo({ cert: "issued.cert", key: "self-signed.key" });
    expect(tail?.problem?.message).toContain("EASel test authority");
    expect(received).toBe("");
  });

  it("that has expired is refused with the day", async () => {
    const files = { cert: "expired.cert", key: "self-signed.key" };
    const { tail, received } = await relayTo(files, { ca: [{ pem: pem("ca.cert") }] });
    expect(tail?.problem?.code).toBe("certificate");
    expect(tail?.problem?.message).toContain("2016-01-01");
    expect(received).toBe("");
  });

  it("made for another name is refused with both names", async () => {
    const files = { cert: "other-name.cert", key: "other-name.key" };
    const { tail, received } = await relayTo(files, {
      host: "mail.example.test",
      ca: [{ pem: pem("other-name.cert") }],
    });
    expect(tail?.problem?.code).toBe("certificate");
    expect(tail?.problem?.message).toContain("other.example.test");
    expect(tail?.problem?.message).toContain("mail.example.test");
    expect(received).toBe("");
  });
});

describe("a port that does not speak TLS", () => {
  it("is named as such", async () => {
    const server = await rawServer(() => {});
    const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`] });
    open.push(server, proxy);
    const answering = relayPlain(server);
    const { tail } = await proxy.relay({ url: `https://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync` });
    answering();
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "tls-failed", stage: "securing" } });
    expect(tail?.problem?.message).toContain("does not speak TLS");
  });
});

/** Greets every connection in plain text, as a server on its http port does to a TLS hello. */
function relayPlain(server: { sockets: Set<import("node:net").Socket> }): () => void {
  const timer = setInterval(() => {
    for (const socket of server.sockets) socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
  }, 5);
  return () => clearInterval(timer);
}
