import { isProtocolVersion, type ProtocolVersion } from "@easel/codec/protocol";
import type { ProxyConfig } from "@easel/proxy/contract";
import type { Draft } from "../../model/draft.ts";
import { endpointOf } from "../../model/endpoint.ts";
import { setExchange } from "../../model/exchange-store.ts";
import { showNotice } from "../../model/notice-store.ts";
import { draftFromPaste } from "../../model/paste.ts";
import { readQuery } from "../../model/query.ts";
import type { ReadyCase } from "../../model/ready-cases.ts";
import { sessionFor, sessionStore, updateSession } from "../../model/session-store.ts";
import { draftOfCase, starterDraft } from "../../model/starters.ts";
import { currentDraft, draftStore, setDraft } from "../../queries/use-draft.ts";
import { currentView, showView } from "../../queries/use-view.ts";

/** Puts a draft on the bench; one that is being worked on there is kept for a way back. */
function openDraft(draft: Draft): void {
  if (currentView() === "workbench")
    showNotice({ text: "This was opened over the draft that was here.", before: currentDraft() });
  setExchange({ phase: "idle" });
  setDraft(draft);
  showView("workbench");
}

/** Opens what was pasted; the sentence says why when it is nothing to work with. */
export function openPasted(text: string, config: ProxyConfig | undefined): string {
  const { draft, message, notice, secrets } = draftFromPaste(text, currentDraft());
  if (!draft) return message;
  if (secrets) updateSession(endpointOf(draft.target, config), secrets);
  openDraft(draft);
  if (notice) showNotice({ text: notice });
  return "";
}

/** Opens a ready-made case; its person signs in at the sandbox, whose passwords are no secrets. */
export function openCase({ id }: ReadyCase, config: ProxyConfig | undefined): void {
  const draft = draftOfCase(id);
  const sandbox = config?.sandbox;
  const { user } = readQuery(draft).command;
  const person = sandbox?.users.find((candidate) => candidate.user === user);
  if (sandbox && person) {
    const credentials = { kind: "basic", user: person.user, password: person.password } as const;
    updateSession(sandbox.url, { credentials, policyKey: "" });
  }
  openDraft(draft);
}

/** Opens a command's starter. Who is signed in at the sandbox writes it. */
export function openStarter(
  name: string,
  version: ProtocolVersion,
  form: "minimal" | "full",
  config: ProxyConfig | undefined,
): void {
  openDraft(starterDraft(name, version, sandboxUser(config), form));
}

function sandboxUser(config: ProxyConfig | undefined): string | undefined {
  if (!config?.sandbox) return undefined;
  const { credentials } = sessionFor(sessionStore.getState(), config.sandbox.url);
  return credentials.kind === "basic" && credentials.user !== "" ? credentials.user : undefined;
}

/** The version the bench stands at; the newest when it has none. */
export function benchVersion(): ProtocolVersion {
  const { protocolVersion } = draftStore.getState().draft;
  return isProtocolVersion(protocolVersion) ? protocolVersion : "16.1";
}
