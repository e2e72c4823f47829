import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { commandByName, tagByName } from "@easel/codec/protocol";
import {
  type ChildRule,
  type ContainerRule,
  containerRule,
  covers,
  elementFacts,
  placesOf,
} from "../knowledge/content-model/index.ts";
import { type CheckContext, orList, type Place, placeOf, report, since } from "./check-context.ts";
import type { Frame } from "./frame.ts";
import { nearestName } from "./nearest-name.ts";

const keyOf = ({ namespace, name }: { namespace: string; name: string }): string => `${namespace}:${name}`;

/** Which elements a container holds, how often, and in which order. Gives back those that stand in their place. */
export function checkChildren(
  context: CheckContext,
  frame: Frame,
  rule: ContainerRule,
): { frame: Frame; place: Place }[] {
  const counts = new Map<ChildRule, number>();
  const found: { frame: Frame; place: Place }[] = [];
  for (const child of frame.element.children) {
    if (child.kind !== "element") continue;
    const here: Frame = { element: child, above: frame };
    const childRule = rule.find(child);
    if (!childRule) {
      if (!checkVersion(context, here, undefined)) reportStray(context, here, rule);
      continue;
    }
    const place = placeOf(context, childRule, frame.element);
    const count = (counts.get(childRule) ?? 0) + 1;
    counts.set(childRule, count);
    const told = !place.belongs && checkVersion(context, here, childRule);
    if (!told) checkCount(context, here, childRule, count);
    // What does not exist at this version needs no look inside: all of it goes.
    if (told !== "element-not-in-version") found.push({ frame: here, place });
  }
  if (rule.needed.length > 0 || rule.choices.length > 0) reportMissing(context, frame, rule, counts);
  if (rule.isStrict && context.side === "request") reportOrder(context, frame, rule);
  return found;
}

type VersionFault = "element-not-in-version" | "element-of-other-side";

/** The tag itself, or its place here, belongs to other versions. Gives what was reported, if anything. */
function checkVersion(context: CheckContext, frame: Frame, place: ChildRule | undefined): VersionFault | undefined {
  const { version, side } = context;
  const { element, above } = frame;
  if (version === undefined) return undefined;
  const facts = elementFacts(element.namespace, element.name);
  const inTag = !facts || facts.versions.length === 0 || facts.versions.includes(version);
  const parent = above?.element.name ?? context.command;
  if (!inTag && facts) {
    const [replacement] = facts.replacedBy?.split(":").slice(1) ?? [];
    const isLate = facts.versions.at(-1) !== "16.1" && facts.versions.includes("2.5");
    report(context, frame, {
      code: "element-not-in-version",
      severity: "error",
      title: `${element.name} of ${element.namespace} does not exist at ${version}`,
      message: `${element.name} exists ${since(facts.versions)}; this is ${version}.${isLate && replacement ? ` ${facts.replacedBy} has taken its place.` : ""}`,
      advice:
        isLate && facts.replacedBy ? `Use ${facts.replacedBy}.` : `Leave ${element.name} out, or use another version.`,
      repair: { kind: "remove" },
    });
    return "element-not-in-version";
  }
  if (!place) return undefined;
  if (place.versions && !covers(place.versions, version)) {
    const { from, until } = place.versions;
    report(context, frame, {
      code: "element-not-in-version",
      severity: "error",
      title: `${element.name} has no place in ${parent} at ${version}`,
      message: `${element.name} stands in ${parent} ${from ? `from ${from} on` : `up to ${until ?? ""}`}; this is ${version}.`,
      advice: `Leave ${element.name} out.`,
      repair: { kind: "remove" },
    });
    return "element-not-in-version";
  }
  if (side === "request" && place.serverOnly && covers(place.serverOnly, version)) {
    const { from } = place.serverOnly;
    report(context, frame, {
      code: "element-of-other-side",
      severity: "warning",
      title: `${element.name} is for answers only${from ? ` from ${from} on` : ""}`,
      message: `Servers send ${element.name} in ${parent}; in a request it does not belong. Some servers ignore it, others refuse the item.`,
      advice: `Leave ${element.name} out.`,
      repair: { kind: "remove" },
    });
    return "element-of-other-side";
  }
  return undefined;
}

function checkCount(context: CheckContext, frame: Frame, place: ChildRule, count: number): void {
  if (count !== place.max + 1) return;
  const { element, above } = frame;
  const parent = above?.element.name ?? "";
  report(context, frame, {
    code: "child-repeated",
    severity: "error",
    title:
      place.max === 1
        ? `${element.name} stands twice in ${parent}`
        : `${parent} has more than ${place.max} ${element.name}`,
    message: `${parent} takes ${place.max === 1 ? "one" : `at most ${place.max}`} ${element.name}.`,
    advice: place.max === 1 ? "Leave one of them out." : "Leave some of them out.",
    repair: { kind: "remove" },
  });
}

/** An element that does not belong: in another namespace, on the other side, in another place, or misspelt. */
function reportStray(context: CheckContext, frame: Frame, rule: ContainerRule): void {
  const { command, side, version } = context;
  const { element, above } = frame;
  const tag = tagByName(element.namespace, element.name);
  // What nobody lists is told by the parser or the decoder.
  if (!above || !tag || tag.status === "legacy") return;
  const parent = above.element.name;
  const twin = rule.children.find(({ name }) => name === element.name);
  if (twin) {
    report(context, frame, {
      code: "element-wrong-namespace",
      severity: "error",
      title: `${element.name} is the one of ${element.namespace}, not of ${twin.namespace}`,
      message: `In ${parent} stands ${twin.namespace}:${twin.name}. ${element.namespace}:${element.name} is another element, with another token on another code page.`,
      advice: `Write <${twin.name} xmlns="${twin.namespace}">.`,
      repair: { kind: "rename", namespace: twin.namespace, name: twin.name },
    });
    return;
  }
  const other = side === "request" ? "reply" : "request";
  const isOtherSide = containerRule(other, above.element, above.above?.element, version)?.find(element);
  if (isOtherSide) {
    report(context, frame, {
      code: "element-of-other-side",
      severity: "error",
      title: side === "request" ? `${element.name} is for answers only` : `${element.name} is for requests only`,
      message:
        side === "request"
          ? `Servers send ${element.name} in ${parent}; in a request it does not belong.`
          : `Clients send ${element.name} in ${parent}; in an answer it does not belong.`,
      advice: `Leave ${element.name} out.`,
      repair: { kind: "remove" },
    });
    return;
  }
  const places = placesOf(command, side, version, element);
  const takes = rule.children.filter(({ versions }) => !versions || covers(versions, version));
  const meant = nearestName(
    element.name,
    takes.map(({ name }) => name),
  );
  const target = takes.find(({ name }) => name === meant);
  const belongs = commandByName(command) && places.length > 0;
  report(context, frame, {
    code: "element-not-here",
    severity: "error",
    title: `${element.name} has no place in ${parent}`,
    message: `${parent} takes ${
      takes.length > 12
        ? `${takes
            .slice(0, 10)
            .map(({ name }) => name)
            .join(", ")} and others`
        : takes.length === 0
          ? "no elements"
          : orList(takes.map(({ name }) => name))
    }.${belongs ? ` ${element.name} stands at ${orList(places.slice(0, 2))}.` : ""}`,
    advice: places[0]
      ? `Move it to ${places[0].slice(0, places[0].lastIndexOf("/"))}.`
      : meant
        ? `Did you mean ${meant}? Otherwise leave it out.`
        : `Leave it out; ${command} does not have it.`,
    repair:
      !belongs && target ? { kind: "rename", namespace: target.namespace, name: target.name } : { kind: "remove" },
  });
}

function reportMissing(
  context: CheckContext,
  frame: Frame,
  rule: ContainerRule,
  seen: ReadonlyMap<ChildRule, number>,
): void {
  const { element } = frame;
  for (const child of rule.needed) {
    if (seen.has(child)) continue;
    if (child.versions && !covers(child.versions, context.version)) continue;
    if (isStored(frame)) continue;
    // The element of another namespace in its place has been told.
    if (childElement(element, child.name)) continue;
    report(context, frame, {
      code: "child-missing",
      severity: context.side === "request" ? "error" : "info",
      title: `${element.name} lacks ${child.name}`,
      message: `${element.name} needs ${child.name}${child.namespace === element.namespace ? "" : ` of ${child.namespace}`}: ${lowerFirst(elementFacts(child.namespace, child.name, element.name)?.meaning ?? "it is required.")}`,
      advice: `Add ${child.name}.`,
      repair: { kind: "insert", namespace: child.namespace, name: child.name },
    });
  }
  for (const members of rule.choices) {
    const there = members.filter((member) => seen.has(member));
    if (there.length === 1) continue;
    const names = members.map(({ name }) => name);
    const [first, ...others] = members;
    report(context, frame, {
      code: there.length === 0 ? "child-missing" : "child-repeated",
      severity: "error",
      title:
        there.length === 0
          ? `${element.name} lacks ${orList(names)}`
          : `${element.name} holds more than one of ${orList(names)}`,
      message: `${element.name} takes exactly one of ${orList(names)}.`,
      ...(there.length === 0 && first
        ? { repair: { kind: "insert", namespace: first.namespace, name: first.name, or: others } }
        : {}),
    });
  }
}

/** A partial Sync leaves out what the server has stored (MS-ASCMD 2.2.3.131). */
const isStored = ({ element, above }: Frame): boolean => {
  const sync = above?.above?.element;
  return element.name === "Collection" && sync?.name === "Sync" && childElement(sync, "Partial") !== undefined;
};

function reportOrder(context: CheckContext, frame: Frame, rule: ContainerRule): void {
  const ranks = new Map(rule.children.map((child, index) => [keyOf(child), index]));
  let furthest: { rank: number; element: ElementNode } | undefined;
  for (const element of childElements(frame.element)) {
    const rank = ranks.get(keyOf(element));
    if (rank === undefined) continue;
    if (furthest && rank < furthest.rank) {
      report(
        context,
        { element, above: frame },
        {
          code: "child-order",
          severity: "error",
          title: `${element.name} comes too late in ${frame.element.name}`,
          message: `The children of ${frame.element.name} have a strict order: ${orderAt(context, rule)}. Here ${element.name} follows ${furthest.element.name}.`,
          advice: `Put ${element.name} before ${furthest.element.name}.`,
        },
      );
      return;
    }
    if (!furthest || rank > furthest.rank) furthest = { rank, element };
  }
}

const orderAt = ({ version }: CheckContext, rule: ContainerRule): string =>
  rule.children
    .filter(({ versions }) => !versions || covers(versions, version))
    .map(({ name }) => name)
    .join(", ");

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
