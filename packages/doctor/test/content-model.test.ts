import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type ChildRule,
  type ContainerRule,
  containerRule,
  elementFacts,
  type ModelSide,
  type ValueRule,
} from "../src/knowledge/content-model/index.ts";

interface Reference {
  children: [side: ModelSide, container: string, parents: string, children: string][];
  values: [element: string, types: string[]][];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), "utf8")) as T;
/** What the published schemas and element tables say, without their prose. */
const reference = read<Reference>("content-model.json");
/** Where the tables differ from it on purpose: what, and why. */
const decided =
  read<Record<"children" | "values", [pattern: string, reason: string][]>>("content-model-decisions.json");

/** Spellings of the schemas that the code pages write otherwise. */
const spellings: Readonly<Record<string, string>> = {
  "Find:GALSearchCriterion": "Find:GalSearchCriterion",
  "ValidateCert:CheckCrl": "ValidateCert:CheckCRL",
  "ComposeMail:ForwardeeEmail": "ComposeMail:Email",
  "ComposeMail:ForwardeeName": "ComposeMail:Name",
};
/** Spellings of Contacts.xsd that have no token: they cannot be sent (MS-ASWBXML 2.1.2.1.2). */
const tokenless =
  /^Contacts:(Business2?TelephoneNumber|CarTelephoneNumber|Home2?TelephoneNumber|MobileTelephoneNumber|RadioTelephoneNumber|Webpage|AssistnamePhoneNumber)$/;

const keyOf = ({ namespace, name }: ChildRule) => `${namespace}:${name}`;

const named = (key: string) => {
  const [namespace = "", name = ""] = (spellings[key] ?? key).split(":");
  return { namespace, name };
};

function rulesAt(side: ModelSide, container: string, parents: string): ContainerRule[] {
  const above = parents === "" ? [undefined] : parents.split(" ").map(named);
  return ["2.5", "12.1", "14.1", "16.1"].flatMap((version) =>
    above.flatMap((parent) => containerRule(side, named(container), parent, version) ?? []),
  );
}

function childDisagreements(): string[] {
  const found: string[] = [];
  for (const [side, container, parents, text] of reference.children) {
    const namespace = container.slice(0, container.indexOf(":"));
    const rules = rulesAt(side, container, parents);
    const theirs = new Map<string, string>();
    for (const word of text.split(" ").filter(Boolean)) {
      const [, name = "", often = ""] = /^(.*)=(.+)$/.exec(word) ?? [];
      const key = name.includes(":") ? name : `${namespace}:${name}`;
      if (!tokenless.test(key)) theirs.set(spellings[key] ?? key, often);
    }
    const place = `${side} ${container}`;
    for (const [key, often] of theirs) {
      const ours = rules.flatMap((rule) => rule.find(named(key)) ?? []);
      const [first] = ours;
      if (!first) found.push(`${place}: no ${key}`);
      else if (often[0] === "1" && ours.every(({ min }) => min === 0)) found.push(`${place}: ${key} is not required`);
      else if (often[0] === "0" && ours.every(({ min }) => min === 1)) found.push(`${place}: ${key} is required`);
      else if (often.slice(1) === "1" && first.max > 1) found.push(`${place}: ${key} may repeat`);
      else if (often[1] === "*" && first.max === 1) found.push(`${place}: ${key} may not repeat`);
    }
    const sent = ({ serverOnly }: ChildRule) => side === "reply" || !serverOnly;
    for (const key of new Set(rules.flatMap((rule) => rule.children.filter(sent).map(keyOf))))
      if (!theirs.has(key)) found.push(`${place}: ${key} too`);
  }
  return found;
}

const integers = new Set(["unsignedByte", "unsignedShort", "unsignedInt", "integer", "int"]);

function fits(type: string, rule: ValueRule): boolean {
  const [base = "", facet = ""] = type.split(" ");
  const numeric =
    rule.kind === "int" || rule.kind === "bool" || (rule.choices?.every(([value]) => /^-?\d+$/.test(value)) ?? false);
  if (facet.startsWith("=")) {
    const values = facet.slice(1).split("|");
    return rule.choices
      ? values.every((value) => rule.choices?.some(([ours]) => ours === value))
      : rule.kind === "bool";
  }
  if (integers.has(base)) {
    if (!numeric) return false;
    const [min, max] = facet.split("-").map((bound) => (bound === "" ? undefined : Number(bound)));
    const numbers = rule.choices?.map(([value]) => Number(value));
    const low = numbers ? Math.min(...numbers) : rule.min;
    const high = numbers ? Math.max(...numbers) : rule.max;
    return facet === "" || ((min === undefined || low === min) && (max === undefined || high === max));
  }
  if (base === "boolean") return numeric;
  if (base === "dateTime") return rule.kind === "date" || rule.kind === "moment";
  if (base === "double") return rule.kind === "double";
  if (base === "base64Binary") return rule.kind === "base64";
  if (base === "empty") return rule.kind === "empty" || rule.optional;
  if (base !== "string") return true;
  const [, max] = facet.split("-");
  return !max || rule.kind !== "text" || rule.max === Number(max);
}

function valueDisagreements(): string[] {
  return reference.values.flatMap(([key, types]) => {
    if (tokenless.test(key)) return [];
    const { namespace, name } = named(key);
    const rule = elementFacts(namespace, name)?.value;
    if (!rule) return [`${key}: unknown`];
    // The requests' types come from generated code that has lost the facets: the one with most to say counts.
    return types
      .filter((type) => !fits(type, rule))
      .map(
        (type) =>
          `${key}: ${type} against ${rule.kind} ${rule.min ?? ""}-${rule.max ?? ""}${rule.choices ? ` =${rule.choices.map(([value]) => value).join("|")}` : ""}`,
      );
  });
}

/** Each disagreement is one that was decided, and each decision is still about something. */
function expectDecided(found: string[], decisions: [pattern: string, reason: string][]): void {
  const patterns = decisions.map(([pattern]) => new RegExp(`^${pattern}$`));
  expect(found.filter((line) => !patterns.some((pattern) => pattern.test(line)))).toEqual([]);
  expect(decisions.filter((_, index) => !found.some((line) => patterns[index]?.test(line)))).toEqual([]);
}

test("children, their number and their need are those of the schemas, or decided otherwise with a reason", () => {
  expectDecided([...new Set(childDisagreements())].sort(), decided.children);
});

test("values are those of the schemas, or decided otherwise with a reason", () => {
  expectDecided(valueDisagreements(), decided.values);
});
