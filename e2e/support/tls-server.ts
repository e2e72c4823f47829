import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

const FIXTURES = new URL("../../apps/proxy/test/fixtures/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FIXTURES), "utf8");

/** The authority that vouches for the stand-ins of Microsoft's hosts. */
export const officeAuthority = (): string => read("office.ca.cert.pem");

/** An https server on loopback, on a free port unless one is named, under the names of Microsoft's hosts. */
export async function startTlsServer(
  listener: RequestListener,
  port = 0,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer({ key: read("self-signed.key.pem"), cert: read("office.cert.pem") }, listener);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, stop };
}
