import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { el } from "../documents.ts";
import { hasTag } from "./rules.ts";

const PAGE = "Calendar";
const BASE = "AirSyncBase";

/**
 * A property as the sandbox keeps it, whichever version it came in: a place as AirSyncBase:Location, an exception named
 * by AirSyncBase:InstanceId, its body as AirSyncBase:Body, as 16.1 has them.
 */
export function toKept(element: ElementNode): ElementNode {
  if (element.namespace !== PAGE) return element;
  switch (element.name) {
    case "Location":
      return el(
        BASE,
        "Location",
        element.children.length > 0 ? el(BASE, "DisplayName", elementText(element)) : undefined,
      );
    case "ExceptionStartTime":
      return el(BASE, "InstanceId", elementText(element));
    case "Body":
      return el(BASE, "Body", el(BASE, "Type", "1"), el(BASE, "Data", elementText(element)));
    case "Exceptions":
    case "Exception":
      return el(
        PAGE,
        element.name,
        ...childElements(element).flatMap((child) => (child.name === "BodyTruncated" ? [] : [toKept(child)])),
      );
    default:
      return element;
  }
}

/** A kept property as a version has it, without what came later; undefined when nothing of it is left. */
export function atVersion(element: ElementNode, version: string, parent?: ElementNode): ElementNode | undefined {
  const said = compareVersions(version, "16.0") < 0 ? inOldForm(element, version, parent) : element;
  if (!said || !hasTag(said, version)) return undefined;
  if (said.children.every((child) => child.kind !== "element")) return said;
  return el(
    said.namespace,
    said.name,
    ...childElements(said).flatMap((child) => {
      const kept = atVersion(child, version, said);
      return kept ? [kept] : [];
    }),
  );
}

function inOldForm(element: ElementNode, version: string, parent?: ElementNode): ElementNode | undefined {
  if (element.namespace !== BASE) return element;
  if (element.name === "InstanceId") return el(PAGE, "ExceptionStartTime", elementText(element));
  if (element.name === "Body" && parent && version === "2.5") {
    const data = childElement(element, "Data", BASE);
    return el(PAGE, "Body", data ? elementText(data) : "");
  }
  if (element.name !== "Location") return element;
  const name = childElement(element, "DisplayName", BASE);
  return name && el(PAGE, "Location", elementText(name));
}
