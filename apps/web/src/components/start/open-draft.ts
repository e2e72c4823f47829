import type { ProxyConfig } from "@easel/proxy/contract";
import type { Draft } from "../../model/draft.ts";
import { setExchange } from "../../model/exchange-store.ts";
import { sessionFor, sessionStore } from "../../model/session-store.ts";
import { setDraft } from "../../queries/use-draft.ts";
import { showView } from "../../queries/use-view.ts";

/** Puts a draft on an empty bench. */
export function openDraft(draft: Draft): void {
  setExchange({ phase: "idle" });
  setDraft(draft);
  showView("workbench");
}

/** Who is signed in at the sandbox: a new draft to it is theirs. */
export function sandboxUser(config: ProxyConfig | undefined): string | undefined {
  if (!config?.sandbox) return undefined;
  const { credentials } = sessionFor(sessionStore.getState(), config.sandbox.url);
  return credentials.kind === "basic" && credentials.user !== "" ? credentials.user : undefined;
}
