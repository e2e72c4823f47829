import { createNodeUpstream, createTrust, readFlags } from "../../apps/proxy/src/node/index.ts";
import { start } from "../../apps/proxy/src/node/start.ts";
import type { Upstream } from "../../apps/proxy/src/relay/index.ts";
import { officeAuthority } from "./tls-server.ts";

const VERSION = "0.0.0-rehearsal";

/**
 * The proxy as it is, but for where two names lead: connections to them go to stand-ins on loopback, secured and
 * checked under the names themselves.
 */
export async function startRehearsal(
  port: number,
  standIns: Readonly<Record<string, number>>,
  flags: readonly string[] = [],
) {
  const network = createNodeUpstream({
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    trust: createTrust([{ pem: officeAuthority() }]),
  });
  const upstream: Upstream = {
    send(call, events) {
      const standIn = standIns[call.target.host];
      if (standIn !== undefined) {
        return network.send({ ...call, target: { ...call.target, port: standIn, reach: "loopback" } }, events);
      }
      events.fail(Object.assign(new Error("no stand-in"), { code: "ENOTFOUND" }));
      return { pause() {}, resume() {}, close() {} };
    },
  };
  let log = "";
  const running = await start(readFlags(["--port", String(port), "--no-sandbox", ...flags], {}, VERSION), {
    version: VERSION,
    createSandbox: () => {
      throw new Error("a rehearsal has no sandbox");
    },
    upstream,
    print: (line) => {
      log += `${line}\n`;
    },
  });
  return { url: running.url.replace(/\/$/, ""), log: () => log, stop: running.close };
}
