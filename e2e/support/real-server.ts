import type { EasAccount } from "./eas-client.ts";

const DEFAULT_URL = "http://127.0.0.1:18400/Microsoft-Server-ActiveSync";

/** SOGo as `scripts/real-server` runs it. */
export interface RealServer {
  url: string;
  alice: EasAccount;
  bob: EasAccount;
}

export const realServer: RealServer = {
  url: process.env.EASEL_REAL_SERVER_URL ?? DEFAULT_URL,
  alice: { user: "alice@example.test", password: "alice-secret" },
  bob: { user: "bob@example.test", password: "bob-secret" },
};

/** Why it cannot be used, if it cannot. It must answer when a URL was given. */
export async function realServerAbsence(): Promise<string | undefined> {
  const { user, password } = realServer.alice;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  try {
    const answer = await fetch(realServer.url, { method: "OPTIONS", headers: { Authorization: authorization } });
    if (answer.ok) return undefined;
    throw new Error(`it answers HTTP ${answer.status}`);
  } catch (error) {
    if (process.env.EASEL_REAL_SERVER_URL) throw new Error(`No real server at ${realServer.url}: ${error}`);
    return `no real server at ${realServer.url}; start one with scripts/real-server start`;
  }
}
