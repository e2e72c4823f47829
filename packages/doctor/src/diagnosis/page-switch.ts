import { childElements, type ElementNode } from "@easel/codec/document";
import { pageByNumber, tagByToken } from "@easel/codec/protocol";
import { type ContainerRule, containerRule } from "../knowledge/content-model/index.ts";
import { type Frame, pathOfFrame, walkFrames } from "../language/index.ts";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

/** Strays that make a pattern; one alone may be just an element too many, unless tags nobody knows stand inside. */
const FEWEST = 2;

/**
 * Elements that have no place where they stand, while their tokens are elements that do, on another code page: the
 * page switch before them is missing or names another page.
 */
export function pageSwitch(facts: Facts): Finding[] {
  const { request, version, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || reply?.succeeded) return [];
  let first: { page: number; wanted: number[]; parent: Frame; places: Placed[]; names: string[] } | undefined;
  walkFrames(root, (frame) => {
    if (first) return;
    const rule = containerRule("request", frame.element, frame.above?.element, version);
    const strays = rule ? childElements(frame.element).filter((child) => !rule.find(child)) : [];
    const page = strays[0]?.page;
    if (!rule || page === undefined || strays.some((stray) => stray.page !== page)) return;
    const [only] = strays;
    if (strays.length < FEWEST && !(only && holdsUnknown(only))) return;
    const wanted = pagesOf(rule).filter((other) => other !== page && strays.every((stray) => fits(rule, stray, other)));
    if (wanted.length === 0) return;
    const places = strays.map((element) => ({ element, path: pathOfFrame({ element, above: frame }) }));
    const names = strays.map(({ token }) => tagByToken(wanted[0] ?? 0, token)?.name ?? "");
    first = { page, wanted, parent: frame, places, names };
  });
  if (!first) return [];
  const { page, wanted, parent, places, names } = first;
  const nameOf = (number: number) => pageByNumber(number)?.namespace ?? `page ${number}`;
  const hexOf = (number: number) => number.toString(16).toUpperCase().padStart(2, "0");
  const [likely = 0] = wanted;
  return tell(
    {
      rule: "page-switch-missing",
      title: `The page switch to ${wanted.map(nameOf).join(" or ")} is missing`,
      explanation: `In ${parent.element.name} stand tokens of page ${page} (${nameOf(page)}) that have no place there: ${named(places.map(({ element }) => element.name))}. On page ${likely} (${nameOf(likely)}) the same tokens are ${named(names)}, which do. A page stays in force until the next switch, also across the end of an element.`,
      advice: `Write 00 ${wanted.map(hexOf).join(" or 00 ")} before the first of them, and switch back for what follows.`,
      spec: ["MS-ASWBXML", "2.1.2.1"],
    },
    places,
  );
}

const named = (names: readonly string[]): string => names.slice(0, 4).join(", ") + (names.length > 4 ? " …" : "");

const pagesOf = ({ children }: ContainerRule): number[] => {
  const pages: number[] = [];
  for (let page = 0; page < 26; page++) {
    const namespace = pageByNumber(page)?.namespace;
    if (children.some((child) => child.namespace === namespace)) pages.push(page);
  }
  return pages;
};

function fits(rule: ContainerRule, { token }: ElementNode, page: number): boolean {
  const tag = tagByToken(page, token);
  const namespace = pageByNumber(page)?.namespace;
  return tag !== undefined && rule.children.some((child) => child.name === tag.name && child.namespace === namespace);
}

const holdsUnknown = (element: ElementNode): boolean =>
  childElements(element).some(
    ({ page, token, name }) => tagByToken(page, token) === undefined || name === element.name,
  );
