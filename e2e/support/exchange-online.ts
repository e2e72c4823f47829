import type { IncomingMessage, ServerResponse } from "node:http";
import { startTlsServer } from "./tls-server.ts";

/** How the stand-in behaves next. */
export interface ExchangeMoods {
  /** Answers 451 with this address, once. */
  redirectTo?: string;
  /** Answers 503 with Retry-After, once. */
  throttle?: boolean;
}

export interface ExchangeOnline {
  port: number;
  moods: ExchangeMoods;
  /** Cookies of each request that came, in order. */
  cookies: string[];
  stop(): Promise<void>;
}

/**
 * Stands for outlook.office365.com: speaks 16.1 only and takes tokens only, wants its cookies back, says what
 * Exchange Online says in its headers, and leaves the commands themselves to a sandbox.
 */
export async function startExchangeOnline(
  sandboxUrl: string,
  passwordOf: (user: string) => string,
): Promise<ExchangeOnline> {
  const moods: ExchangeMoods = {};
  const cookies: string[] = [];
  const server = await startTlsServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    cookies.push(request.headers.cookie ?? "");
    for (const [name, value] of diagnostics) response.setHeader(name, value);
    const refuse = (status: number, headers: Record<string, string> = {}, text = "") => {
      response.writeHead(status, headers).end(text);
    };
    const account = accountOf(request.headers.authorization);
    if (!account) {
      return refuse(401, {
        "WWW-Authenticate":
          'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize", Basic Realm=""',
      });
    }
    if (moods.throttle) {
      moods.throttle = false;
      return refuse(503, {
        "Retry-After": "30",
        "X-MS-ASThrottle": "CommandFrequency",
        "X-MS-BackOffDuration": "L/30000",
      });
    }
    if (moods.redirectTo) {
      const location = moods.redirectTo;
      delete moods.redirectTo;
      return refuse(451, { "X-MS-Location": location });
    }
    response.setHeader("Set-Cookie", [
      "X-BackEndCookie=S-1-5-21=u56Lnp2ejJqB; path=/; secure; HttpOnly",
      "ClientId=ABC123; path=/; secure",
    ]);
    if (request.method === "OPTIONS") {
      return refuse(200, {
        "MS-ASProtocolVersions": "16.1",
        "MS-ASProtocolCommands": COMMANDS,
        "MS-Server-ActiveSync": "15.20",
      });
    }
    if (request.headers["ms-asprotocolversion"] !== "16.1") return refuse(400, {}, "Version not supported.");
    const query = request.url?.slice(request.url.indexOf("?")) ?? "";
    const headers = new Headers({
      "MS-ASProtocolVersion": "16.1",
      Authorization: `Basic ${btoa(`${account}:${passwordOf(account)}`)}`,
    });
    for (const name of ["content-type", "x-ms-policykey"]) {
      const value = request.headers[name];
      if (typeof value === "string") headers.set(name, value);
    }
    const reply = await fetch(`${sandboxUrl}${query}`, { method: "POST", headers, body });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const type = reply.headers.get("content-type");
    response.writeHead(reply.status, { ...(type && { "Content-Type": type }), "Content-Length": String(bytes.length) });
    response.end(bytes);
  }
  return { port: server.port, moods, cookies, stop: server.stop };
}

const COMMANDS =
  "Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection,MoveCollection,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,Search,Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert,Find";

const diagnostics: [string, string][] = [
  ["Server", "Microsoft-IIS/10.0"],
  ["request-id", "5f0b4b1c-0000-4000-8000-00000000abcd"],
  ["X-CalculatedBETarget", "am0p191mb0001.eurp191.prod.outlook.com"],
  ["X-FEServer", "AM0P191CA0001"],
  ["X-BEServer", "AM0P191MB0001"],
  ["X-DiagInfo", "AM0P191MB0001"],
  ["X-Powered-By", "ASP.NET"],
];

/** The name in a token that is for Exchange Online and allows ActiveSync. */
function accountOf(authorization: string | undefined): string | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\./.exec(authorization ?? "")?.[1];
  if (payload === undefined) return undefined;
  const { aud, scp, upn, exp } = JSON.parse(Buffer.from(payload, "base64url").toString());
  const isGood = aud === "https://outlook.office.com" && String(scp).split(" ").includes("EAS.AccessAsUser.All");
  return isGood && exp * 1000 > Date.now() ? upn : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
