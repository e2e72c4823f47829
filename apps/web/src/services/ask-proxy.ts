import { type ProxyConfig, TOKEN_HEADER } from "@easel/proxy/contract";
import { cancelledError, fromProblem, ProxyError, unreachableError } from "./proxy-error.ts";

export const CONFIG_PATH = "/config";

/** What this start of the proxy wants to see with whatever dials somebody; `fetchConfig` finds it out. */
let token: string | undefined;

export async function fetchConfig(signal?: AbortSignal): Promise<ProxyConfig> {
  const config = await askJson<ProxyConfig>(CONFIG_PATH, signal && { signal });
  token = config.token;
  return config;
}

/** An answer of the proxy that is no refusal. @throws ProxyError */
export async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await send(path, init);
  if (!response.ok) throw await refusal(response);
  return response;
}

/** The same for what the proxy does for its own page alone. @throws ProxyError */
export async function askWithToken(path: string, init: RequestInit): Promise<Response> {
  const known = token;
  try {
    return await ask(path, withToken(init));
  } catch (error) {
    if (!(error instanceof ProxyError) || error.code !== "token-missing") throw error;
    await fetchConfig(init.signal ?? undefined);
    if (token === known) throw error;
    // The proxy was started anew since this page was loaded. It refused before it dialled anybody.
    return ask(path, withToken(init));
  }
}

function withToken(init: RequestInit): RequestInit {
  if (token === undefined) return init;
  const headers = new Headers(init.headers);
  headers.set(TOKEN_HEADER, token);
  return { ...init, headers };
}

/** A JSON answer of the proxy. @throws ProxyError */
export const askJson = async <T>(path: string, init?: RequestInit): Promise<T> => readJson(await ask(path, init), init);

/** A JSON answer to what the proxy does for its own page alone. @throws ProxyError */
export const askJsonWithToken = async <T>(path: string, init: RequestInit): Promise<T> =>
  readJson(await askWithToken(path, init), init);

async function readJson<T>(response: Response, init: RequestInit | undefined): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw init?.signal?.aborted ? cancelledError(cause) : notTheProxy(cause);
  }
}

async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: "no-store", credentials: "same-origin", ...init });
  } catch (cause) {
    throw init?.signal?.aborted ? cancelledError(cause) : unreachableError(cause);
  }
}

/** The proxy's own sentence where it gave one; else what the status tells. */
async function refusal(response: Response): Promise<ProxyError> {
  try {
    const problem: unknown = await response.json();
    if (isProblem(problem)) return fromProblem(problem);
  } catch {
    // Not JSON: something other than the proxy answered, or it failed badly.
  }
  return new ProxyError("proxy-refused", `The EASel proxy answered HTTP ${response.status} and gave no reason.`, {
    advice: "Nothing is known to have been sent. Look at the terminal EASel runs in.",
  });
}

const isProblem = (value: unknown): value is Parameters<typeof fromProblem>[0] =>
  typeof value === "object" && value !== null && "code" in value && "message" in value;

export function notTheProxy(cause?: unknown): ProxyError {
  return new ProxyError("bad-frames", "Something answered in the EASel proxy's place, and its answer cannot be read.", {
    advice: "Open the page at the address EASel printed when it started.",
    cause,
  });
}
