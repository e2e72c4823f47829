import type { SandboxSettings } from "@easel/proxy/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchConfig } from "../services/ask-proxy.ts";
import { getSandboxSettings, putSandboxSettings } from "../services/proxy-client.ts";

/** What the proxy offers: its sandbox and the servers it may call. */
export const useConfig = () => useQuery({ queryKey: ["config"], queryFn: ({ signal }) => fetchConfig(signal) });

export function useSandboxSettings(enabled: boolean) {
  const client = useQueryClient();
  const settings = useQuery({ queryKey: ["sandbox"], queryFn: ({ signal }) => getSandboxSettings(signal), enabled });
  const change = useMutation({
    mutationFn: (next: SandboxSettings) => putSandboxSettings(next),
    onSuccess: (saved) => client.setQueryData(["sandbox"], saved),
  });
  return { settings, change };
}
