import { useEffect } from "react";
import { readQuery } from "../model/query.ts";
import { sessionFor, sessionStore, updateSession } from "../model/session-store.ts";
import { useConfig } from "./use-config.ts";
import { draftStore } from "./use-draft.ts";

/** Signs in at the sandbox as the draft's user, once, when nobody has: a first visit needs no account. */
export function useSandboxAccount(): void {
  const { data } = useConfig();
  useEffect(() => {
    const sandbox = data?.sandbox;
    if (!sandbox || sessionFor(sessionStore.getState(), sandbox.url).credentials.kind !== "none") return;
    const { user } = readQuery(draftStore.getState().draft).command;
    const person = sandbox.users.find((candidate) => candidate.user === user) ?? sandbox.users[0];
    if (person)
      updateSession(sandbox.url, { credentials: { kind: "basic", user: person.user, password: person.password } });
  }, [data]);
}
