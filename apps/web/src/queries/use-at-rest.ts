import { useEffect, useState } from "react";
import type { LiveWire } from "./use-wire.ts";

/** Lines under half-typed words only get in the way, and drawing them between two keys delays the second. */
const REST_MS = 400;

/**
 * What `find` says once typing rests and the wire and the findings are those of the draft. Until then what was found
 * last; the editor moves it along with the text. `find` must change with nothing but what it reads.
 */
export function useAtRest<Found>(live: LiveWire, find: (live: LiveWire) => Found, nothing: Found): Found {
  const [found, setFound] = useState(nothing);
  const { wire, findings, behind, findingsBehind } = live;
  useEffect(() => {
    if (behind || findingsBehind) return;
    const timer = setTimeout(() => setFound(find({ wire, findings, behind, findingsBehind })), REST_MS);
    return () => clearTimeout(timer);
  }, [wire, findings, behind, findingsBehind, find]);
  return found;
}
