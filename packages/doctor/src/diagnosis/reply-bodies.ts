import { childElement, type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { descend, evidenceOf, isEmptyElement, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_PLACES = 5;
const MAX_FETCHED = 200;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** What ItemOperations fetched: nothing although it went well, or a file that is no base64. */
export function replyFetched(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || root?.name !== "ItemOperations") return [];
  const fetched = descend(root, ["Response", "Fetch"], MAX_FETCHED).filter(
    ({ element }) => textOf(element, "Status") === "1",
  );
  const hollow = fetched.filter(({ element }) => {
    const properties = childElement(element, "Properties");
    return !properties || isEmptyElement(properties);
  });
  const mangled = fetched.flatMap(({ element, path }): Placed[] => {
    const properties = childElement(element, "Properties");
    const data = properties && childElement(properties, "Data", "ItemOperations");
    const isFile = childElement(element, "FileReference") ?? childElement(element, "LinkId");
    const isText = data?.children.length === 1 && data.children[0]?.kind === "text";
    return data && isFile && isText && !BASE64.test(elementText(data))
      ? [{ element: data, path: `${path}/Properties/Data` }]
      : [];
  });
  return [
    ...told(hollow, {
      title: "In the answer: Fetch went well and brings nothing",
      rule: "reply-fetch-empty",
      explanation:
        "Status is 1 and there are no Properties. Some servers answer so for a class of item they cannot fetch, or an item that is gone.",
      advice: "Take it for Status 6 (not found), and get the item by Sync.",
      section: "2.2.3.142",
    }),
    ...told(mangled, {
      title: "In the answer: the Data of a file is no base64",
      rule: "reply-fetch-not-base64",
      explanation:
        "The bytes of an attachment or a document stand in Data as base64, unless the request asked for a multipart answer. Here there are characters base64 does not have. This is the server's doing.",
      advice: "Ask with MS-ASAcceptMultiPart: T to get the bytes themselves, and report it to the server's makers.",
      section: "2.2.3.39.1",
    }),
  ];
}

interface Told {
  rule: string;
  title: string;
  explanation: string;
  advice: string;
  section: string;
}

const told = (places: readonly Placed[], { section, ...rest }: Told): Finding[] =>
  places.length === 0
    ? []
    : [
        {
          ...rest,
          severity: "warning",
          evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
          spec: { document: "MS-ASCMD", section },
        },
      ];

const names: Readonly<Record<string, string>> = { "1": "plain text", "2": "HTML", "3": "RTF", "4": "MIME" };

/** A body of another type than the request asks for, when it asks in so many words. */
export function replyOtherType(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const asking = request.document?.root;
  const root = reply?.document?.root;
  if (request.kind !== "wbxml" || reply?.kind !== "wbxml" || !asking || !root) return [];
  const asked = new Set<string>();
  let mime: string | undefined;
  walkElements(asking, (element) => {
    if (element.name === "BodyPreference") asked.add(textOf(element, "Type") ?? "");
    if (element.name === "MIMESupport") mime = elementText(element).trim();
  });
  if (asked.size === 0) return [];
  const places: Placed[] = [];
  walkElements(root, (element, path) => {
    const type = isBody(element) ? textOf(element, "Type") : undefined;
    if (type !== undefined && !asked.has(type) && places.length < MAX_PLACES) places.push({ element, path });
  });
  const [first] = places;
  if (!first) return [];
  const type = textOf(first.element, "Type") ?? "";
  const without = asked.has("4") && mime !== "1" && mime !== "2";
  return [
    {
      rule: "reply-body-type",
      severity: "info",
      title: `In the answer: a body is ${names[type] ?? `of Type ${type}`}, which was not asked for`,
      explanation: `The request asks for ${[...asked].map((each) => names[each] ?? each).join(" or ")}. ${without ? "Type 4 is sent only where MIMESupport is 1 (signed and encrypted mail) or 2 (all mail); here it is not, so the server takes another type." : "A server that has no such body, or cannot make one, sends what it has; Type says what it is."}`,
      advice: without
        ? "Send MIMESupport 2 before BodyPreference."
        : "Go by Type in the answer, not by what was asked.",
      evidence: places.map((place) => evidenceOf("reply", place)),
      spec: { document: "MS-ASAIRS", section: "2.2.2.52.1" },
    },
  ];
}

const isBody = ({ name, namespace, children }: ElementNode): boolean =>
  name === "Body" && namespace === "AirSyncBase" && children.length > 0;
