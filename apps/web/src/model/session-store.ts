import { createStore } from "zustand/vanilla";
import type { Cookie } from "./cookies.ts";
import type { Credentials } from "./credentials.ts";

/** What belongs to one server and must not outlive the tab: never stored, linked, logged or exported. */
export interface ServerSession {
  credentials: Credentials;
  /** X-MS-PolicyKey of the last successful Provision, or typed by hand; "" sends none. */
  policyKey: string;
  /** What the server has set. */
  cookies: readonly Cookie[];
  /** Whether they go along with requests. */
  sendCookies: boolean;
}

export interface SessionState {
  /** By origin, so that nothing meant for one host is ever sent to another. */
  servers: Record<string, ServerSession>;
}

const empty: ServerSession = { credentials: { kind: "none" }, policyKey: "", cookies: [], sendCookies: false };

export const sessionStore = createStore<SessionState>(() => ({ servers: {} }));

/** The origin an endpoint's secrets are kept under; the endpoint itself when it is not a URL yet. */
export function originOf(endpoint: string): string {
  try {
    return new URL(endpoint).origin;
  } catch {
    return endpoint;
  }
}

export const sessionFor = (state: SessionState, endpoint: string): ServerSession =>
  state.servers[originOf(endpoint)] ?? empty;

export function updateSession(endpoint: string, change: Partial<ServerSession>): void {
  sessionStore.setState((state) => ({
    servers: { ...state.servers, [originOf(endpoint)]: { ...sessionFor(state, endpoint), ...change } },
  }));
}
