import { useEffect, useState } from "react";

const hasFragment = (): boolean => window.location.hash.length > 1;

/**
 * Opens the draft of the address's fragment, at the start and when the address changes. It never sends. True while
 * the first one is being opened.
 */
export function useLink(): boolean {
  const [opening, setOpening] = useState(hasFragment);
  useEffect(() => {
    const open = async () => {
      if (!hasFragment()) return;
      // Read now: while the code is fetched the bench may put its own draft into the address.
      const { hash } = window.location;
      const { openLink } = await import("./open-link.ts");
      await openLink(hash);
    };
    void open().finally(() => setOpening(false));
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, []);
  return opening;
}
