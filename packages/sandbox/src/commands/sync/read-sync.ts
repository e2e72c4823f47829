import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import type { CachedSync, Device } from "../../device/index.ts";
import { namesWithin } from "../../documents.ts";
import {
  MAX_COLLECTIONS,
  MAX_HEARTBEAT_SECONDS,
  MAX_WAIT_MINUTES,
  MAX_WINDOW_SIZE,
  MIN_HEARTBEAT_SECONDS,
  MIN_WAIT_MINUTES,
} from "../../limits.ts";
import { SyncStatus } from "../../statuses.ts";
import { childNumber } from "../numbers.ts";
import { type CollectionRequest, readCollection } from "./read-collection.ts";

const PAGE = "AirSync";

/** A Sync request, checked. `windowSize` bounds the items of all collections together. */
export interface SyncRequest {
  collections: CollectionRequest[];
  windowSize: number;
  waitSeconds: number;
}

/** Why a request is refused as a whole; `limit` is the nearest allowed Wait or HeartbeatInterval. */
export interface SyncFault {
  status: string;
  limit?: number;
}

const protocolError: SyncFault = { status: SyncStatus.ProtocolError };

export function readSync(root: ElementNode, version: string, device: Device): SyncRequest | SyncFault {
  const names = namesWithin(root, PAGE, ["Collections", "Wait", "HeartbeatInterval", "WindowSize", "Partial"]);
  if (!names || (names.includes("Wait") && names.includes("HeartbeatInterval"))) return protocolError;
  const wait = readWait(root);
  const windowSize = childNumber(root, "WindowSize", PAGE, 0, MAX_WINDOW_SIZE) ?? MAX_WINDOW_SIZE;
  if (typeof wait === "object") return wait;
  if (Number.isNaN(windowSize)) return protocolError;

  const list = childElement(root, "Collections", PAGE);
  const elements = list ? childElements(list) : [];
  if (elements.some((element) => element.namespace !== PAGE || element.name !== "Collection")) return protocolError;
  if (elements.length > MAX_COLLECTIONS) return { status: SyncStatus.TooManyCollections };
  const collections = elements.map((element) => readCollection(element, version));
  if (!collections.every((collection) => collection !== undefined)) return protocolError;
  if (new Set(collections.map(({ collectionId }) => collectionId)).size < collections.length) return protocolError;

  const request: SyncRequest = { collections, windowSize: windowSize || MAX_WINDOW_SIZE, waitSeconds: wait };
  if (names.includes("Partial")) return completePartial(request, device);
  return collections.length > 0 ? request : protocolError;
}

/** The request of a body-less Sync, or the rest of a Partial one: the last one again, with the keys handed out since. */
export function repeatCached(device: Device): SyncRequest | SyncFault {
  const cached = device.cachedSync;
  return cached ? fromCache(cached, device) : { status: SyncStatus.IncompleteRequest };
}

export function rememberSync(device: Device, request: SyncRequest): void {
  device.cachedSync = {
    collections: new Map(
      request.collections.map(({ collectionId, getChanges, windowSize, syncKey }) => [
        collectionId,
        // A first request asks for no changes, its repetition with a real key does.
        { getChanges: getChanges || syncKey === "0", windowSize },
      ]),
    ),
    windowSize: request.windowSize,
    waitSeconds: request.waitSeconds,
  };
}

/** MS-ASCMD 2.2.3.131: collections named now replace the remembered ones, the others are as they were. */
function completePartial(request: SyncRequest, device: Device): SyncRequest | SyncFault {
  const cached = repeatCached(device);
  if ("status" in cached) return cached;
  const named = new Set(request.collections.map(({ collectionId }) => collectionId));
  const others = cached.collections.filter(({ collectionId }) => !named.has(collectionId));
  return { ...request, collections: [...request.collections, ...others] };
}

function fromCache(cached: CachedSync, device: Device): SyncRequest {
  const collections = [...cached.collections].flatMap(([collectionId, { getChanges, windowSize }]) => {
    const syncKey = device.collections.get(collectionId)?.key;
    if (syncKey === undefined) return [];
    return [{ syncKey, collectionId, getChanges, windowSize, deletesAsMoves: true, commands: [] }];
  });
  return { collections, windowSize: cached.windowSize, waitSeconds: cached.waitSeconds };
}

/** Seconds, or the fault with the nearest bound in the unit that was used (MS-ASCMD 2.2.3.97). */
function readWait(root: ElementNode): number | SyncFault {
  const minutes = childNumber(root, "Wait", PAGE);
  const seconds = childNumber(root, "HeartbeatInterval", PAGE);
  if (minutes !== undefined) return bounded(minutes, MIN_WAIT_MINUTES, MAX_WAIT_MINUTES, 60);
  return seconds === undefined ? 0 : bounded(seconds, MIN_HEARTBEAT_SECONDS, MAX_HEARTBEAT_SECONDS, 1);
}

function bounded(value: number, low: number, high: number, seconds: number): number | SyncFault {
  if (value >= low && value <= high) return value * seconds;
  return Number.isNaN(value) ? protocolError : { status: SyncStatus.InvalidWait, limit: value < low ? low : high };
}
