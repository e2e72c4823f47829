import { QueryClient } from "@tanstack/react-query";

// Nothing is asked again behind the person's back: what a server answered once stays until they ask anew.
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY } },
});
