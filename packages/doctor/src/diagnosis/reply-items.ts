import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { evidenceOf, type Placed, someElement } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_PLACES = 5;

/** Values in the server's items that clients stumble over. */
export function replyItems(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || !root || !someElement(root, isOdd)) return [];
  const odd: Placed[] = [];
  walkElements(root, (element, path) => {
    if (odd.length < MAX_PLACES && isOdd(element)) odd.push({ element, path });
  });
  const [first] = odd;
  if (!first) return [];
  return [
    {
      rule: "reply-native-body-type",
      severity: "warning",
      title: `In the answer: NativeBodyType ${elementText(first.element).trim().slice(0, 12) || "is empty"}`,
      explanation:
        "It is 1 (text), 2 (HTML) or 3 (RTF). Some clients stop the folder at an item with anything else. This is the server's doing.",
      advice: "Take it as 1, and report it to the server's makers.",
      evidence: odd.map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASAIRS", section: "2.2.2.32" },
    },
  ];
}

const isOdd = (element: ElementNode): boolean =>
  element.name === "NativeBodyType" &&
  element.namespace === "AirSyncBase" &&
  !/^[1-3]$/.test(elementText(element).trim());
