import { parseXml } from "@easel/codec/xml";
import { autodiscoverRequest, autodiscoverUrls, readAutodiscover } from "../model/autodiscover.ts";
import { authorizationHeader, type Credentials } from "../model/credentials.ts";
import { headerOf } from "../model/header-list.ts";
import { type RelayCall, type RelayResult, relay } from "./proxy-client.ts";
import { ProxyError } from "./proxy-error.ts";

/** One place that was asked, and what it came to. */
export interface SearchStep {
  url: string;
  words: string;
  /** How whoever started the proxy would let it be asked. */
  advice?: string;
}

export interface FoundServer {
  url: string;
}

/** Redirects of one search; more are a circle. */
const MAX_STEPS = 8;

/**
 * Asks the two places where Autodiscover may be for a mailbox's server, and where they point. Each step is told as it
 * ends. Credentials go to the address's own domain and to no other: a redirect elsewhere is asked without them.
 */
export async function findServer(
  address: string,
  credentials: Credentials,
  onStep: (step: SearchStep) => void,
  signal: AbortSignal,
  ask: (call: RelayCall) => Promise<RelayResult> = relay,
): Promise<FoundServer | undefined> {
  const own = autodiscoverUrls(address);
  const trusted = new Set(own.map((url) => new URL(url).origin));
  const queue = [...own];
  let wanted = address;
  for (let steps = 0; queue.length > 0 && steps < MAX_STEPS; steps++) {
    const url = queue.shift() ?? "";
    const isOwn = trusted.has(originOf(url));
    const step = await askOne(url, wanted, isOwn ? credentials : { kind: "none" }, signal, ask);
    if ("failed" in step) {
      onStep({ url, words: step.failed, ...(step.advice !== undefined && { advice: step.advice }) });
      continue;
    }
    switch (step.kind) {
      case "server":
        onStep({ url, words: `The server is ${step.url}.` });
        return { url: step.url };
      case "address":
        onStep({ url, words: `It says to ask for ${step.address}.` });
        wanted = step.address;
        queue.unshift(...autodiscoverUrls(step.address));
        break;
      case "place":
        onStep({ url, words: `It points to ${step.url}.` });
        queue.unshift(step.url);
        break;
      case "refused":
        onStep({ url, words: isOwn ? step.words : `${step.words} No password was given to it: it is another domain.` });
    }
  }
  return undefined;
}

const originOf = (url: string): string => {
  try {
    return new URL(url).origin;
  } catch {
    return "";
  }
};

async function askOne(
  url: string,
  address: string,
  credentials: Credentials,
  signal: AbortSignal,
  ask: (call: RelayCall) => Promise<RelayResult>,
) {
  const authorization = authorizationHeader(credentials);
  try {
    const { head, body, tail } = await ask({
      request: {
        method: "POST",
        url,
        headers: [
          ["Content-Type", "text/xml"],
          ...(authorization ? [["Authorization", authorization] as [string, string]] : []),
        ],
        timeoutMs: 20_000,
      },
      body: autodiscoverRequest(address),
      signal,
    });
    if (!head) return { failed: tail.problem?.message ?? "No answer came.", advice: tail.problem?.advice };
    const location = headerOf(head.headers, "X-MS-Location") ?? headerOf(head.headers, "Location");
    const { root } = parseXml(new TextDecoder().decode(body)).document;
    return readAutodiscover(head.status, location && new URL(location, url).href, root);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof ProxyError) return { failed: error.message, advice: error.advice };
    return { failed: "It answers with something that cannot be read." };
  }
}
