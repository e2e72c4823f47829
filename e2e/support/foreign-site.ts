import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ForeignSite {
  port: number;
  close(): Promise<void>;
}

/** A web site that has nothing to do with EASel: one empty page at every path. */
export async function startForeignSite(): Promise<ForeignSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Elsewhere</title><body>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Attack {
  /** The proxy's address, without a closing slash. */
  proxy: string;
  /** A relay the proxy would carry out for its own page. */
  relay: string;
  token: string;
}

/**
 * Everything a page can do by itself against the proxy, one entry each: what came of it. "blocked" is the browser's
 * or the proxy's no; "opaque" is an answer nobody can read. Runs in the foreign page.
 */
export async function attackFromPage({ proxy, relay, token }: Attack): Promise<Record<string, string>> {
  const headers = { "Easel-Relay": relay, "Easel-Token": token };
  const read = async (path: string, init: RequestInit) => {
    try {
      const response = await fetch(proxy + path, init);
      return response.type === "opaque" ? "opaque" : `read: ${response.status} ${await response.text()}`;
    } catch {
      return "blocked";
    }
  };
  const load = (element: HTMLElement & { src?: string; href?: string }, path: string) =>
    new Promise<string>((resolve) => {
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("blocked");
      if (element instanceof HTMLLinkElement) Object.assign(element, { rel: "stylesheet", href: proxy + path });
      else element.src = proxy + path;
      document.body.append(element);
    });
  const socket = new Promise<string>((resolve) => {
    const connection = new WebSocket(`${proxy.replace("http", "ws")}/relay`);
    connection.onopen = () => resolve("open");
    connection.onerror = () => resolve("blocked");
  });
  const events = new Promise<string>((resolve) => {
    const source = new EventSource(`${proxy}/config`);
    source.onopen = () => resolve("open");
    source.onerror = () => resolve("blocked");
  });
  navigator.sendBeacon(`${proxy}/relay`, new Blob(["x"], { type: "text/plain" }));
  return {
    "fetch of a relay": await read("/relay", { method: "POST", headers, body: "x" }),
    "fetch with cookies": await read("/relay", { method: "POST", headers, body: "x", credentials: "include" }),
    "fetch as if same-origin": await read("/relay", { method: "POST", headers, body: "x", mode: "same-origin" }),
    "fetch without asking": await read("/relay", { method: "POST", body: "x", mode: "no-cors" }),
    "fetch without asking, headers named": await read("/relay", {
      method: "POST",
      headers,
      body: "x",
      mode: "no-cors",
    }),
    "fetch that outlives the page": await read("/relay", {
      method: "POST",
      body: "x",
      mode: "no-cors",
      keepalive: true,
    }),
    "fetch of the configuration": await read("/config", {}),
    "fetch of the configuration without asking": await read("/config", { mode: "no-cors" }),
    "fetch of the page": await read("/", {}),
    "fetch of the sandbox's switches": await read("/sandbox/settings", {
      method: "PUT",
      body: '{"policyRequired":true}',
    }),
    "fetch of a sign-in code": await read("/sign-in/device", { method: "POST", headers, body: "{}" }),
    "a sign-in code without asking": await read("/sign-in/device", { method: "POST", body: "{}", mode: "no-cors" }),
    "the switches without asking": await read("/sandbox/settings", {
      method: "POST",
      body: '{"policyRequired":true}',
      mode: "no-cors",
    }),
    "the configuration as a script": await load(document.createElement("script"), "/config"),
    "the configuration as a style": await load(document.createElement("link"), "/config"),
    "the relay as a picture": await load(document.createElement("img"), "/relay"),
    WebSocket: await socket,
    EventSource: await events,
  };
}
