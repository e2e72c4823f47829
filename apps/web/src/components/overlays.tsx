import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { overlayStore } from "../queries/overlay.ts";

// Fetched while the first screen is read, not before it.
export const loadOverlays = () => import("./palette/index.ts");
const Palette = lazy(async () => ({ default: (await loadOverlays()).Palette }));
const KeyList = lazy(async () => ({ default: (await loadOverlays()).KeyList }));
// Reads bodies, which the start screen has none of.
const CompareDialog = lazy(async () => ({ default: (await import("./compare/index.ts")).CompareDialog }));

/** What lies over the page when it is asked for. */
export function Overlays() {
  const overlay = useStore(overlayStore, (state) => state.overlay);
  return (
    <Suspense>
      {overlay === "palette" && <Palette />}
      {overlay === "keys" && <KeyList />}
      {overlay === "compare" && <CompareDialog />}
    </Suspense>
  );
}
