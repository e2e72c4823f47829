import { childElements, type ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import {
  type BodyPreference,
  type ItemOptions,
  mimeTruncationBytes,
  truncationCharacters,
} from "../../mailbox/index.ts";
import { childNumber, childText } from "../numbers.ts";

const PAGE = "AirSync";
const BASE = "AirSyncBase";

/** Children of Options (MS-ASCMD 2.2.3.125.6); BodyPreference and its kind are of another page. */
const optionNames = ["FilterType", "Truncation", "Class", "Conflict", "MIMESupport", "MIMETruncation", "MaxItems"];

/**
 * The options of a collection from its Options elements, undefined when they break the rules (Status 4). From 14.0
 * there may be two, of different Class: text messages, which the sandbox has none of, may ride along with mail.
 */
export function readOptions(elements: readonly ElementNode[], version: string): ItemOptions | undefined {
  const classes = elements.map((options) => childText(options, "Class", PAGE) ?? "Email");
  const several = compareVersions(version, "14.0") >= 0 ? 2 : 1;
  if (elements.length > several || new Set(classes).size < classes.length) return undefined;
  const all = elements.map((options) => readOne(options, version));
  if (all.includes(undefined)) return undefined;
  return all.find((_, at) => classes[at] !== "SMS") ?? { filterType: 0, preferences: [] };
}

function readOne(options: ElementNode, version: string): ItemOptions | undefined {
  const known = childElements(options).every(({ namespace, name }) => namespace !== PAGE || optionNames.includes(name));
  const filterType = childNumber(options, "FilterType", PAGE, 0, 8) ?? 0;
  const mimeSupport = childNumber(options, "MIMESupport", PAGE, 0, 2);
  const mimeTruncation = childNumber(options, "MIMETruncation", PAGE, 0, 8) ?? 8;
  const conflict = childNumber(options, "Conflict", PAGE, 0, 1) ?? 1;
  const truncation = childNumber(options, "Truncation", PAGE, 0, 9) ?? 9;
  const preferences = childElements(options, "BodyPreference", BASE).map((each) => readPreference(each, version));
  const tooNew = preferences.length > 0 && compareVersions(version, "12.0") < 0;
  const numbers = [filterType, mimeSupport ?? 0, mimeTruncation, truncation, conflict];
  if (!known || tooNew || numbers.some(Number.isNaN)) return undefined;
  const cutMime = mimeTruncationBytes[mimeTruncation];
  const cutText = truncationCharacters[truncation];
  return preferences.every((preference) => preference !== undefined)
    ? {
        filterType,
        preferences,
        ...(conflict === 0 ? { clientWins: true } : {}),
        ...(mimeSupport === undefined ? {} : { mimeSupport }),
        ...(cutMime === undefined ? {} : { mimeTruncation: cutMime }),
        ...(cutText === undefined ? {} : { truncation: cutText }),
      }
    : undefined;
}

function readPreference(element: ElementNode, version: string): BodyPreference | undefined {
  const type = childNumber(element, "Type", BASE, 1, 4);
  const truncationSize = childNumber(element, "TruncationSize", BASE);
  const preview = childNumber(element, "Preview", BASE, 0, 255);
  // MS-ASAIRS 2.2.2.35.4: the tag came with 14.0.
  if (preview !== undefined && compareVersions(version, "14.0") < 0) return undefined;
  if (type === undefined || [type, truncationSize ?? 0, preview ?? 0].some(Number.isNaN)) return undefined;
  return {
    type,
    allOrNone: childText(element, "AllOrNone", BASE) === "1",
    ...(truncationSize === undefined ? {} : { truncationSize }),
    ...(preview === undefined ? {} : { preview }),
  };
}
