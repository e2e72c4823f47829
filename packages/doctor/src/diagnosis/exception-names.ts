import { childElement } from "@easel/codec/document";
import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { descend, evidenceOf, isEmptyElement, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { itemsOf } from "./item-places.ts";
import { tell } from "./topic.ts";

const MAX_ITEMS = 500;
const MAX_PLACES = 5;
const SPEC = { document: "MS-ASCAL", section: "2.2.2.21" };

const isSince16 = ({ version }: Facts): boolean =>
  version !== undefined && isProtocolVersion(version) && compareVersions(version, "16.0") >= 0;

/** From 16.0 on a client changes one occurrence by a Change of its own, not by a list of exceptions. */
export function exceptionsInRequest(facts: Facts): Finding[] {
  if (!isSince16(facts) || facts.reply?.succeeded) return [];
  const places = itemsOf(facts).flatMap(({ data, dataPath, command }): Placed[] => {
    const element = command === "Change" ? childElement(data, "Exceptions", "Calendar") : undefined;
    return element ? [{ element, path: `${dataPath}/Exceptions` }] : [];
  });
  return tell(
    {
      rule: "exceptions-since-16",
      title: `Exceptions is not how an occurrence is changed at ${facts.version}`,
      explanation:
        "Up to 14.1 a client sends the series with all its Exceptions. From 16.0 on it changes or deletes one occurrence at a time: Change or Delete with the ServerId of the series and AirSyncBase:InstanceId, the original start of the occurrence.",
      advice:
        "Send one Change per occurrence, with InstanceId after ServerId and only what differs in ApplicationData.",
      spec: ["MS-ASCAL", "2.2.2.22"],
    },
    places,
  );
}

/**
 * Exceptions are changes to a rule; without the rule there is nothing they change. Some servers keep the rule they
 * have, so it is told where an item was refused.
 */
export function orphanExceptions(facts: Facts): Finding[] {
  if (isSince16(facts) || !facts.reply || facts.reply.succeeded) return [];
  const places = itemsOf(facts).flatMap(({ data, dataPath }): Placed[] => {
    const element = childElement(data, "Exceptions", "Calendar");
    if (!element || isEmptyElement(element) || childElement(data, "Recurrence", "Calendar")) return [];
    return [{ element, path: `${dataPath}/Exceptions` }];
  });
  return tell(
    {
      rule: "exceptions-without-recurrence",
      title: "An event has Exceptions and no Recurrence",
      explanation:
        "Each Exception names an occurrence of a series and what is different in it. Up to 14.1 an event is sent whole, so one without Recurrence is no series, and its exceptions belong to nothing.",
      advice: "Send the Recurrence of the series together with its Exceptions.",
      spec: ["MS-ASCAL", "2.2.2.22"],
    },
    places,
  );
}

/** How the exceptions in an answer are named; clients that look for the name of another version miss them. */
export function exceptionsInReply(facts: Facts): Finding[] {
  const { reply } = facts;
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || root?.name !== "Sync" || !isSince16(facts)) return [];
  const places = ["Add", "Change"].flatMap((command) =>
    descend(
      root,
      ["Collections", "Collection", "Commands", command, "ApplicationData", "Exceptions", "Exception"],
      MAX_ITEMS,
    ),
  );
  const byStart = places.filter(({ element }) => childElement(element, "ExceptionStartTime", "Calendar"));
  const byInstance = places.filter(({ element }) => childElement(element, "InstanceId", "AirSyncBase"));
  const nameless = places.filter((place) => !byStart.includes(place) && !byInstance.includes(place));
  if (byStart.length > 0 || nameless.length > 0) {
    const broken = [...byStart, ...nameless];
    return [
      {
        rule: "reply-exception-name",
        severity: "warning",
        title: `In the answer: an Exception without InstanceId at ${facts.version}`,
        explanation: `From 16.0 on AirSyncBase:InstanceId names the occurrence. ${byStart.length > 0 ? "Here it is still ExceptionStartTime." : "Here nothing names it."} This is the server's doing.`,
        advice: "Read ExceptionStartTime where InstanceId is missing, and report it to the server's makers.",
        evidence: broken.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
        spec: SPEC,
      },
    ];
  }
  if (byInstance.length === 0) return [];
  return [
    {
      rule: "exception-by-instance-id",
      severity: "info",
      title: "The occurrences are named by InstanceId",
      explanation:
        "From 16.0 on an Exception has AirSyncBase:InstanceId, the original start of the occurrence, where versions up to 14.1 have ExceptionStartTime. A client that looks for the old name passes over moved and cancelled occurrences.",
      advice: "Read InstanceId at 16.x, ExceptionStartTime up to 14.1.",
      evidence: byInstance.slice(0, MAX_PLACES).map((place) => evidenceOf("reply", place)),
      spec: SPEC,
    },
  ];
}
