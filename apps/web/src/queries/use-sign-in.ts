import type { CloudId } from "@easel/proxy/clouds";
import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { announce } from "../model/announcement-store.ts";
import { originOf, sessionFor, sessionStore, updateSession } from "../model/session-store.ts";
import { noSettings, type SignInRequest, type SignInSettings } from "../model/sign-in.ts";
import { type SignInFault, signInFault } from "../model/sign-in-fault.ts";
import type { DeviceCode } from "../services/device-code.ts";
import type { SignInResult } from "../services/sign-in.ts";
import { useConfig } from "./use-config.ts";
import { draftStore } from "./use-draft.ts";
import { useEndpoint } from "./use-endpoint.ts";

/** Where a sign-in stands. The code is for one who signs in elsewhere. */
export type SignInPhase =
  | { phase: "idle" }
  | { phase: "waiting"; by: "window" | "leaving" | "renewing" }
  | { phase: "code"; code?: DeviceCode }
  | { phase: "failed"; fault: SignInFault };

/** Settings are no secret and outlive the visit. */
const SETTINGS_KEY = "easel-sign-in";
/** A token is renewed this long before its end, so that a request that waits still has a good one. */
const EARLY_MS = 5 * 60_000;

const phaseStore = createStore<{ at: SignInPhase }>(() => ({ at: { phase: "idle" } }));
const settingsStore = createStore<{ settings: SignInSettings }>(() => ({ settings: readSettings() }));
/** By origin: how the token there is renewed. */
const renewals = new Map<string, SignInResult>();
let running: AbortController | undefined;

const enter = (at: SignInPhase): void => phaseStore.setState({ at });

function readSettings(): SignInSettings {
  try {
    const { clientId, tenant, keep } = JSON.parse(localStorage.getItem(SETTINGS_KEY) ?? "{}");
    return {
      clientId: typeof clientId === "string" ? clientId : "",
      tenant: typeof tenant === "string" ? tenant : "",
      keep: keep === true,
    };
  } catch {
    return noSettings;
  }
}

export function changeSettings(change: Partial<SignInSettings>): void {
  const settings = { ...settingsStore.getState().settings, ...change };
  settingsStore.setState({ settings });
  try {
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
  } catch {
    // Without storage the settings last as long as the tab.
  }
}

export interface SignIn {
  at: SignInPhase;
  /** What the person typed. */
  settings: SignInSettings;
  /** With what the proxy was started with in the place of what is missing. */
  request: SignInRequest;
  /** What the proxy was started with. */
  given: { clientId?: string; tenant?: string; authority?: string };
}

export function useSignIn(): SignIn {
  const at = useStore(phaseStore, (state) => state.at);
  const settings = useStore(settingsStore, (state) => state.settings);
  const given = useConfig().data?.signIn ?? {};
  return { at, settings, given, request: requestOf(settings, given) };
}

function requestOf(settings: SignInSettings, given: SignIn["given"]): SignInRequest {
  return {
    cloud: currentCloud(),
    clientId: settings.clientId || given.clientId || "",
    tenant: settings.tenant || given.tenant || "",
    keep: settings.keep,
    ...(given.authority !== undefined && { authority: given.authority }),
  };
}

function currentCloud(): CloudId {
  const { target } = draftStore.getState().draft;
  return (target.kind === "office365" && target.cloud) || "worldwide";
}

/** Signs in; what comes of it is the session of that endpoint. Never rejects. */
export async function signIn(how: "window" | "leaving" | "device", request: SignInRequest, endpoint: string) {
  running?.abort();
  const abort = new AbortController();
  running = abort;
  enter(how === "device" ? { phase: "code" } : { phase: "waiting", by: how });
  try {
    const result = await signInBy(how, request, abort.signal);
    if (!abort.signal.aborted) take(endpoint, result);
  } catch (error) {
    if (!abort.signal.aborted) enter({ phase: "failed", fault: signInFault(error) });
  }
}

async function signInBy(how: string, request: SignInRequest, signal: AbortSignal): Promise<SignInResult> {
  if (how === "device") {
    const { startDeviceCode } = await import("../services/device-code.ts");
    const code = await startDeviceCode(request);
    if (!signal.aborted) enter({ phase: "code", code });
    return code.done(signal);
  }
  const service = await import("../services/sign-in.ts");
  return how === "leaving" ? service.signInByLeaving(request) : service.signInWithWindow(request);
}

function take(endpoint: string, result: SignInResult): void {
  const { token, signedIn } = result;
  renewals.set(originOf(endpoint), result);
  updateSession(endpoint, { credentials: { kind: "bearer", token, signedIn } });
  enter({ phase: "idle" });
  announce(`Signed in${signedIn.account && ` as ${signedIn.account}`}.`);
}

/** Stops waiting; a window that is still open comes back to nothing. */
export function cancelSignIn(): void {
  running?.abort();
  enter({ phase: "idle" });
}

/** Forgets the token here, and everything the sign-in has kept in this tab. */
export async function signOut(endpoint: string): Promise<void> {
  renewals.delete(originOf(endpoint));
  updateSession(endpoint, { credentials: { kind: "none" } });
  enter({ phase: "idle" });
  const { forgetSignIns } = await import("../services/sign-in.ts");
  await forgetSignIns();
}

/** Gets a new token now. Never rejects: what fails is shown where one signs in. */
export async function renewToken(endpoint: string): Promise<void> {
  const last = renewals.get(originOf(endpoint));
  if (!last) return;
  enter({ phase: "waiting", by: "renewing" });
  try {
    take(endpoint, await last.renew());
  } catch (error) {
    enter({ phase: "failed", fault: signInFault(error) });
  }
}

/** Before sending: a token about to end is renewed, where that takes no person. */
export async function keepTokenFresh(endpoint: string): Promise<void> {
  const { credentials } = sessionFor(sessionStore.getState(), endpoint);
  if (credentials.kind !== "bearer" || !credentials.signedIn) return;
  if (credentials.signedIn.expiresAt - Date.now() < EARLY_MS) await renewToken(endpoint);
}

/** Takes up a sign-in that left the page and came back, or that this tab has kept. */
export function useResumedSignIn(): void {
  const endpoint = useEndpoint();
  const { data } = useConfig();
  const isOffice = useStore(draftStore, ({ draft }) => draft.target.kind === "office365");
  useEffect(() => {
    const { settings } = settingsStore.getState();
    if (!data || !isOffice || !settings.keep || renewals.has(originOf(endpoint))) return;
    if (sessionFor(sessionStore.getState(), endpoint).credentials.kind !== "none") return;
    const request = requestOf(settings, data.signIn ?? {});
    if (request.clientId === "") return;
    import("../services/sign-in.ts")
      .then(({ resumeSignIn }) => resumeSignIn(request))
      .then((result) => result && take(endpoint, result))
      .catch((error: unknown) => enter({ phase: "failed", fault: signInFault(error) }));
  }, [data, isOffice, endpoint]);
}
