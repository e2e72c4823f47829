import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { pathOfFrame, walkFrames } from "../language/index.ts";
import { evidenceOf, type Placed, someElement } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { recurrenceNeeds } from "./item-values.ts";

const MAX_PLACES = 5;

/** A rule the server sends that names no day: clients skip the item, or stop. */
export function replyRecurrence(facts: Facts): Finding[] {
  const root = facts.reply?.document?.root;
  if (facts.reply?.kind !== "wbxml" || !root || !someElement(root, ({ name }) => name === "Recurrence")) return [];
  const places: Placed[] = [];
  let first: { type: string; missing: string[] } | undefined;
  walkFrames(root, (frame) => {
    const { element } = frame;
    const isRule = element.name === "Recurrence" && (element.namespace === "Calendar" || element.namespace === "Tasks");
    const missing = isRule ? missingIn(element) : [];
    if (missing.length === 0) return;
    first ??= { type: typeOf(element), missing };
    if (places.length < MAX_PLACES) places.push({ element, path: pathOfFrame(frame) });
  });
  if (!first) return [];
  const { type, missing } = first;
  return [
    {
      rule: "reply-recurrence-incomplete",
      severity: "warning",
      title: `In the answer: Recurrence of Type ${type} lacks ${missing.join(" and ")}`,
      explanation:
        "The rule says how it repeats and not when. Clients skip such an item, show it once, or stop the folder at it. This is the server's doing, or that of the program that made the event.",
      advice:
        "Take the day from StartTime, and report it to the server's makers; saving the event anew often mends it.",
      evidence: places.map((place) => evidenceOf("reply", place)),
      spec: { document: places[0]?.element.namespace === "Tasks" ? "MS-ASTASK" : "MS-ASCAL", section: "2.2.2.37" },
    },
  ];
}

const typeOf = (element: ElementNode): string => {
  const type = childElement(element, "Type");
  return type ? elementText(type).trim() : "";
};

function missingIn(element: ElementNode): string[] {
  const type = typeOf(element);
  const needs = Object.hasOwn(recurrenceNeeds, type) ? (recurrenceNeeds[type] ?? []) : [];
  return needs.filter((name) => !childElement(element, name));
}
