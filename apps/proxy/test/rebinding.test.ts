import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type DnsServer, dnsServer } from "./support/dns-server.ts";
import { type ProxyOptions, startProxy } from "./support/proxy.ts";
import { type Trap, trap } from "./support/trap.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function rebinding(answers: string[][], options: (port: number) => ProxyOptions) {
  const caught: Trap = await trap();
  const dns: DnsServer = await dnsServer((_name, before) => answers[Math.min(before, answers.length - 1)] ?? []);
  const proxy = await startProxy({ resolve: dns.resolve, ...options(caught.port) });
  open.push(caught, dns, proxy);
  const relay = () => proxy.relay({ url: `https://mail.example.com:${caught.port}/Microsoft-Server-ActiveSync` });
  return { caught, dns, relay };
}

const allow = (port: number): ProxyOptions => ({ allow: [`mail.example.com:${port}`] });
const allowPrivate = (port: number): ProxyOptions => ({ allowPrivate: [`mail.example.com:${port}`] });

describe("a name server that changes its mind", () => {
  it("is asked once for each relay, and its last word is judged before anything is dialled", async () => {
    const { caught, dns, relay } = await rebinding([["10.0.0.1"], ["127.0.0.1"], ["::1"], ["169.254.169.254"]], allow);
    for (let count = 1; count <= 4; count += 1) {
      expect((await relay()).tail?.problem).toMatchObject({ code: "address-private", stage: "resolving" });
      expect(dns.asked.get("mail.example.com")).toBe(count);
    }
    expect(caught.connections).toBe(0);
  });

  it("cannot hide a private address among public ones, in either family", async () => {
    const mixed = [
      ["52.97.0.1", "127.0.0.1"],
      ["2603:1026::1", "127.0.0.1"],
      ["52.97.0.1", "::1"],
      ["fd00::1", "52.97.0.1"],
    ];
    const { caught, relay } = await rebinding(mixed, allow);
    for (const _ of mixed) expect((await relay()).tail?.problem?.code).toBe("address-private");
    expect(caught.connections).toBe(0);
  });

  // 127.0.0.2 is this machine too on Linux and Windows, but has to be set up elsewhere.
  it.skipIf(process.platform === "darwin")("reaches the address that was judged and no later one", async () => {
    const { caught, dns, relay } = await rebinding([["127.0.0.2"], ["169.254.169.254"]], allowPrivate);
    const right = net.createServer((socket) => socket.destroy());
    const port = caught.port;
    await caught.close();
    const elsewhere = net.createServer(() => expect.unreachable());
    await new Promise<void>((resolve) => right.listen(port, "127.0.0.2", resolve));
    await new Promise<void>((resolve) => elsewhere.listen(port, "127.0.0.1", resolve));
    for (const server of [right, elsewhere]) {
      open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    }
    const { tail } = await relay();
    // It got as far as a handshake with a server that hangs up.
    expect(tail?.problem).toMatchObject({ code: "tls-failed", stage: "securing" });
    expect(dns.asked.get("mail.example.com")).toBe(1);
    expect((await relay()).tail?.problem?.code).toBe("address-private");
  });

  it("opens no metadata service, whatever was opened", async () => {
    const secrets = ["169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"].map((address) => [
      address,
    ]);
    const { relay } = await rebinding(secrets, allowPrivate);
    for (const _ of secrets) {
      const problem = (await relay()).tail?.problem;
      expect(problem?.code).toBe("address-private");
      expect(problem?.advice).toContain("No flag opens");
    }
  });

  it("that names nobody is a name that leads nowhere", async () => {
    const { relay } = await rebinding([[]], allow);
    expect((await relay()).tail?.problem?.code).toBe("dns-failed");
  });
});
