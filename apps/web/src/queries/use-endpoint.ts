import { endpointOf } from "../model/endpoint.ts";
import { useConfig } from "./use-config.ts";
import { useDraft } from "./use-draft.ts";

/** URL up to `?` the draft goes to; "" while the sandbox's address is not known yet. */
export function useEndpoint(): string {
  const target = useDraft((draft) => draft.target);
  const { data } = useConfig();
  return endpointOf(target, data);
}
