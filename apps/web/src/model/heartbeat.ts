import { childElement, type Document, type ElementNode, elementText } from "@easel/codec/document";

/** Sync's Status for an interval out of bounds; Limit then says the nearest one (MS-ASCMD 2.2.3.97). */
const WAIT_OUT_OF_BOUNDS = 14;

/**
 * Seconds the server may rightly stay silent: HeartbeatInterval of Ping and Sync, or the Wait of Sync, which counts
 * minutes (MS-ASCMD).
 */
export function heartbeatAsked(document: Document | undefined): number | undefined {
  return numberIn(document?.root, "HeartbeatInterval") ?? minutes(numberIn(document?.root, "Wait"));
}

/** Seconds the answer names as the nearest interval the server takes; undefined when it took the one asked for. */
export function heartbeatHeard(answered: Document | undefined, asked: Document | undefined): number | undefined {
  const root = answered?.root;
  const ofPing = numberIn(root, "HeartbeatInterval");
  if (ofPing !== undefined || numberIn(root, "Status") !== WAIT_OUT_OF_BOUNDS) return ofPing;
  const limit = numberIn(root, "Limit");
  // Limit speaks in the unit of what was asked.
  return numberIn(asked?.root, "Wait") === undefined ? limit : minutes(limit);
}

const minutes = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * 60);

function numberIn(root: ElementNode | undefined, name: string): number | undefined {
  const element = root && childElement(root, name);
  const value = element ? Number(elementText(element)) : Number.NaN;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
