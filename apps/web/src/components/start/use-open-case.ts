import type { ReadyCase } from "../../model/ready-cases.ts";
import { useConfig, useSandboxSettings } from "../../queries/use-config.ts";
import { opener } from "./opener.ts";

/** Opens a ready-made case. It is a story told by the sandbox, and begins with the sandbox set as the story wants it. */
export function useOpenCase(): (ready: ReadyCase) => Promise<void> {
  const { data: config } = useConfig();
  const { change } = useSandboxSettings(false);
  return async (ready) => {
    if (config?.sandbox) change.mutate(ready.sandbox ?? { policyRequired: false });
    (await opener()).openCase(ready, config);
  };
}
