import type { Document, ElementNode } from "@easel/codec/document";
import { isProtocolVersion } from "@easel/codec/protocol";
import {
  type ContainerRule,
  containerRule,
  type ElementFacts,
  elementFacts,
  rootRule,
} from "../knowledge/content-model/index.ts";
import { checkChildren } from "./check-children.ts";
import { type CheckContext, type CheckOptions, contentSpan, MAX_PROBLEMS, report, since } from "./check-context.ts";
import { type ValueFault, valueFault } from "./check-value.ts";
import type { ElementProblem } from "./element-problem.ts";
import type { Frame } from "./frame.ts";

/**
 * Holds a document against the content model: elements that do not belong, are missing, too many or out of order,
 * and values that do not fit. An error is what servers refuse; a warning what some refuse, bend or misread, and
 * a value in an answer that clients cannot read; an info what is unusual. Problems come in document order, at most 500. Never throws.
 */
export function checkXml(document: Document, options: CheckOptions): ElementProblem[] {
  const { root } = document;
  const { command, side } = options;
  const version = options.version !== undefined && isProtocolVersion(options.version) ? options.version : undefined;
  const expected = rootRule(command, side);
  // Autodiscover's namespaces are URLs, without tokens; it has rules of its own.
  if (!root || !expected || command === "Autodiscover") return [];
  const context: CheckContext = { command, side, version, problems: [], places: new Map() };
  if (root.name !== expected.name || root.namespace !== expected.namespace) {
    if (elementFacts(root.namespace, root.name) && side === "request") {
      report(
        context,
        { element: root },
        {
          code: "wrong-root",
          severity: "error",
          title: `The root of ${command} is ${expected.name}, not ${root.name}`,
          message: `The document of ${command} begins with ${expected.name} of ${expected.namespace}. Here it begins with ${root.name} of ${root.namespace}.`,
          advice: `Send the document of ${command}, or the command ${root.name}.`,
        },
      );
    }
    return context.problems;
  }
  const versions = elementFacts(root.namespace, root.name)?.versions ?? [];
  if (version !== undefined && !versions.includes(version)) {
    report(
      context,
      { element: root },
      {
        code: "element-not-in-version",
        severity: "error",
        title: `${root.name} has no document at ${version}`,
        message: `The document of ${root.name} exists ${since(versions)}; this is ${version}.`,
        advice: "Use another version.",
      },
    );
    return context.problems;
  }
  const open: Open[] = [{ frame: { element: root }, rule: containerRule(side, root, undefined, version) }];
  for (let next = open.pop(); next && context.problems.length < MAX_PROBLEMS; next = open.pop()) {
    const { frame, rule, facts } = next;
    const { element } = frame;
    if (isNameList(frame.above?.element)) checkNameOnly(context, frame);
    else if (!rule) checkLeaf(context, frame, facts);
    else {
      const places = checkChildren(context, frame, rule);
      if (!hasOwnText(element, frame.above?.element)) checkStrayText(context, frame);
      for (let index = places.length - 1; index >= 0; index--) {
        const found = places[index];
        if (found) open.push({ frame: found.frame, rule: found.place.rule, facts: found.place.facts });
      }
    }
  }
  return context.problems;
}

/** An element that is still to be checked, with what it holds and what is known of it. */
interface Open {
  frame: Frame;
  rule: ContainerRule | undefined;
  facts?: ElementFacts | undefined;
}

/** Supported and Schema list elements by name alone: their children have no content. */
const isNameList = (parent: ElementNode | undefined): boolean =>
  parent !== undefined &&
  ((parent.name === "Supported" && parent.namespace === "AirSync") ||
    (parent.name === "Schema" && parent.namespace === "ItemOperations"));

/** Some containers hold text instead of elements in another store or another command. */
const hasOwnText = (element: ElementNode, parent: ElementNode | undefined): boolean =>
  element.name === "Query" ||
  (element.name === "Data" && element.namespace === "Provision") ||
  (element.name === "Folder" && parent?.name === "Folders") ||
  (element.name === "Certificate" && element.namespace === "ValidateCert");

function checkNameOnly(context: CheckContext, frame: Frame): void {
  const { element, above } = frame;
  if (element.children.length === 0) return;
  report(context, frame, {
    code: "content-not-here",
    severity: "error",
    title: `${element.name} has content inside ${above?.element.name}`,
    message: `${above?.element.name} names properties; each stands there as an empty element.`,
    advice: `Write <${element.name}/>.`,
    repair: { kind: "set-value", value: "" },
    span: contentSpan(element),
  });
}

function checkStrayText(context: CheckContext, frame: Frame): void {
  const stray = frame.element.children.find(
    (child) => child.kind === "opaque" || (child.kind === "text" && child.text.trim() !== ""),
  );
  if (!stray) return;
  report(context, frame, {
    code: "text-not-here",
    severity: "error",
    title: `${frame.element.name} holds text; it takes elements only`,
    message: `Between the elements of ${frame.element.name} stands text. On the wire it is a string where a server expects an element.`,
    advice: "Take the text out.",
    span: stray.textSpan ?? stray.byteSpan,
  });
}

function checkLeaf(context: CheckContext, frame: Frame, facts: ElementFacts | undefined): void {
  const { element } = frame;
  if (!facts) return;
  const child = element.children.find(({ kind }) => kind === "element");
  if (child?.kind === "element" && facts.value.kind !== "none") {
    report(
      context,
      { element: child, above: frame },
      {
        code: "element-not-here",
        severity: "error",
        title: `${element.name} holds no elements`,
        message: `${child.name} stands inside ${element.name}, which takes ${facts.value.kind === "empty" ? "no content" : "a value"} here.`,
        advice: `Close ${element.name} before ${child.name}.`,
      },
    );
    return;
  }
  const fault = valueFault(facts.value, element);
  if (fault) reportValue(context, frame, fault);
}

const titles: Readonly<Partial<Record<ValueFault["code"], (name: string, text: string) => string>>> = {
  "value-missing": (name) => `${name} is empty`,
  "value-kind": (name, text) => `${name} is “${text}”, which is not of its kind`,
  "value-choice": (name, text) => `${name} is “${text}”, which is none of its values`,
  "value-range": (name, text) => `${name} is ${text}, which is out of its range`,
  "value-length": (name) => `${name} is too long`,
  "value-date": (name) => `${name} is not a date in the form it takes`,
  "value-not-opaque": (name) => `${name} is text instead of bytes`,
  "content-not-here": (name) => `${name} has content`,
};

function reportValue(context: CheckContext, frame: Frame, fault: ValueFault): void {
  const { element } = frame;
  // Up to 14.1 an empty property clears what was there; from 16.0 on a rule of its own speaks.
  if (fault.noZone && context.side === "reply") return;
  if (fault.code === "value-missing" && (isProperty(frame) || context.side === "reply")) return;
  const text = element.children
    .map((child) => (child.kind === "text" ? child.text : ""))
    .join("")
    .trim();
  const shown = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  report(context, frame, {
    code: fault.code,
    severity: fault.bends ? "info" : fault.otherForm || fault.noZone ? "warning" : "error",
    title: titles[fault.code]?.(element.name, shown) ?? `${element.name} has another value`,
    message: `${element.name} takes ${fault.expected}${text === "" ? "" : `; here it is “${shown}”`}. ${fault.bends ? "Servers put the nearest bound in its place, or answer with it." : "Servers refuse the item or the request, or put a value of their own there."}`,
    advice: fault.instead === undefined ? `Write ${fault.expected}.` : `Write ${fault.instead}.`,
    span: contentSpan(element),
    ...(fault.instead === undefined ? {} : { repair: { kind: "set-value", value: fault.instead } }),
  });
}

/** Whether an element is a property of an item, or stands inside one. */
function isProperty(frame: Frame): boolean {
  for (let at = frame.above; at; at = at.above) if (at.element.name === "ApplicationData") return true;
  return false;
}
