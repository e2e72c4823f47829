import type { INetworkModule } from "@azure/msal-browser";
import type { SignInAnswer, SignInCall } from "./sign-in-worker.ts";

/** A way out to the sign-in service. Rejects when no answer came. */
export interface SignInNetwork extends INetworkModule {
  stop(): void;
}

interface Waiting {
  resolve(answer: Extract<SignInAnswer, { status: number }>): void;
  reject(error: Error): void;
}

/** Sends MSAL's requests through the worker that may connect to the sign-in service; the page may not. */
export function createSignInNetwork(): SignInNetwork {
  const worker = new Worker(new URL("./sign-in-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  worker.onmessage = ({ data }: MessageEvent<SignInAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failed" in data) asked?.reject(Object.assign(new Error(data.failed), { errorCode: "network_error" }));
    else asked?.resolve(data);
  };
  const ask = async <Body>(method: SignInCall["method"], url: string, options?: Asked) => {
    const id = ++count;
    const answer = await new Promise<Extract<SignInAnswer, { status: number }>>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      const call: SignInCall = { id, url, method, headers: options?.headers ?? {} };
      if (options?.body !== undefined) call.body = options.body;
      worker.postMessage(call);
    });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.text) as Body };
  };
  return {
    sendGetRequestAsync: (url, options) => ask("GET", url, options),
    sendPostRequestAsync: (url, options) => ask("POST", url, options),
    stop: () => worker.terminate(),
  };
}

interface Asked {
  headers?: Record<string, string>;
  body?: string;
}
