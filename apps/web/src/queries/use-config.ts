import type { SandboxSettings } from "@easel/proxy/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endpointOf } from "../model/endpoint.ts";
import { fetchConfig, getSandboxSettings, putSandboxSettings } from "../services/proxy-client.ts";
import { useDraft } from "./use-draft.ts";

/** What the proxy offers: its sandbox and the servers it may call. */
export const useConfig = () => useQuery({ queryKey: ["config"], queryFn: ({ signal }) => fetchConfig(signal) });

/** URL up to `?` the draft goes to; "" while the sandbox's address is not known yet. */
export function useEndpoint(): string {
  const target = useDraft((draft) => draft.target);
  const { data } = useConfig();
  return endpointOf(target, data);
}

export function useSandboxSettings(enabled: boolean) {
  const client = useQueryClient();
  const settings = useQuery({ queryKey: ["sandbox"], queryFn: ({ signal }) => getSandboxSettings(signal), enabled });
  const change = useMutation({
    mutationFn: (next: SandboxSettings) => putSandboxSettings(next),
    onSuccess: (saved) => client.setQueryData(["sandbox"], saved),
  });
  return { settings, change };
}
