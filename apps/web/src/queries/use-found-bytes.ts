import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import { useEffect, useState } from "react";
import { type FindKind, type Found, findInBytes, nothingFound } from "../model/find-bytes.ts";

/** While somebody types, in either place, nothing is searched. */
const REST_MS = 120;
/** The longest a search keeps the page from drawing; a frame has 16 ms. */
const SLICE_MS = 8;

/** The places a search finds in a body, `searching` while it runs; what was found before stands until then. */
export function useFoundBytes(bytes: PieceBytes, labels: ByteLabels, kind: FindKind, wanted: string): Found {
  const [found, setFound] = useState(nothingFound);
  useEffect(() => {
    if (wanted.trim() === "") {
      setFound(nothingFound);
      return;
    }
    const steps = findInBytes(bytes, labels, kind, wanted);
    const slice = () => {
      const until = performance.now() + SLICE_MS;
      do {
        const step = steps.next();
        if (step.done) return setFound(step.value);
      } while (performance.now() < until);
      timer = setTimeout(slice);
    };
    setFound(({ spans, more }) => ({ spans, more, searching: true }));
    let timer = setTimeout(slice, REST_MS);
    return () => clearTimeout(timer);
  }, [bytes, labels, kind, wanted]);
  return found;
}
