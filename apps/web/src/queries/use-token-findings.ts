import type { Finding } from "@easel/doctor/diagnosis";
import { cloudOf } from "@easel/proxy/clouds";
import { useMemo } from "react";
import { useStore } from "zustand";
import { nobody, readAccessToken, tokenFindings } from "../model/access-token.ts";
import { sessionFor, sessionStore } from "../model/session-store.ts";
import { useDraft } from "./use-draft.ts";
import { useNow } from "./use-now.ts";

const EACH_MS = 15_000;
const nothing: Finding[] = [];

/** Why the token in use cannot work at Exchange Online, said before it is sent. */
export function useTokenFindings(endpoint: string): Finding[] {
  const { credentials } = useStore(sessionStore, (state) => sessionFor(state, endpoint));
  const target = useDraft((draft) => draft.target);
  const hasOwn = useDraft(({ headers }) => headers.some(([name]) => name.trim().toLowerCase() === "authorization"));
  const token = target.kind === "office365" && credentials.kind === "bearer" ? credentials.token : "";
  const cloud = target.kind === "office365" ? target.cloud : undefined;
  const now = useNow(EACH_MS, token !== "");
  const isNobody = target.kind === "office365" && credentials.kind === "none" && !hasOwn;
  return useMemo(() => {
    if (isNobody) return [nobody(cloudOf(cloud))];
    return token === "" ? nothing : tokenFindings(readAccessToken(token), cloudOf(cloud), now);
  }, [isNobody, token, cloud, now]);
}
