import { type CommandUrl, parseCommandUrl, queryForm, setQueryField } from "@easel/codec/http";
import type { Problem } from "@easel/codec/problem";
import { bodyKindOf, isComposeCommand, sendsBareMime } from "./body-kind.ts";
import { leaveBytes } from "./bytes-body.ts";
import type { BodyForm, Draft } from "./draft.ts";
import { fitSource } from "./fit-source.ts";
import { findElement, insertBeforeMime, removeElement } from "./mime-in-xml.ts";
import { keepsMessageInXml, moveMessage } from "./move-message.ts";
import { isStarterParameter, starterParameters } from "./starter-query.ts";
import { isStarterXml, starterFormIn, starterXml } from "./starter-xml.ts";

/** Fields every command has, and the names of the parameters (MS-ASHTTP 2.2.1.1.1). */
export type QueryField = "Cmd" | "User" | "DeviceId" | "DeviceType" | "SaveInSent" | (string & {});

/** What the draft's query says; spans count in `draft.query`. OPTIONS needs none of the fields (MS-ASHTTP 2.2.3). */
export function readQuery(draft: Pick<Draft, "query" | "method">): { command: CommandUrl; problems: Problem[] } {
  const read = readQueryText(draft.query);
  if (draft.method !== "OPTIONS") return read;
  return { ...read, problems: read.problems.filter(({ code }) => !/^(?:no-query|missing-)/.test(code)) };
}

/** Another command; "OPTIONS" is the HTTP method of that name and needs no Cmd. */
export function setCommand(draft: Draft, name: string): Draft {
  const before = readQuery(draft).command.command ?? (draft.method === "OPTIONS" ? "OPTIONS" : "");
  if (name === "OPTIONS") {
    const query = queryForm(draft.query) === "base64" ? draft.query : setQueryField(draft.query, "Cmd", undefined);
    return { ...draft, method: "OPTIONS", query };
  }
  const named: Draft = { ...draft, method: "POST", query: setQueryField(draft.query, "Cmd", name) };
  const next = before === name ? named : fitParameters(named, name);
  // What somebody wrote is kept; a text that is still the starter of the old command has served its time.
  const exact = draft.bodyForm === "bytes";
  const untouched = (draft.xml.trim() === "" && !exact) || isStarterXml(draft.xml, before);
  const xml = untouched && before !== name ? starterXml(name, draft.protocolVersion) : draft.xml;
  return moveMessage(draft, fitSaveInSent(draft, { ...next, xml }));
}

/** Another protocol version; the message moves to where that version carries it. "" sends no version. */
export function setVersion(draft: Draft, version: string): Draft {
  const base64 = queryForm(draft.query) === "base64";
  const query = base64 ? setQueryField(draft.query, "ProtocolVersion", version) : draft.query;
  const from: Draft = { ...draft, xml: followVersion(draft, version) };
  const next: Draft = { ...from, protocolVersion: version, query };
  return fitSource(from, moveMessage(from, fitSaveInSent(from, next)));
}

/** A starter nobody has touched becomes the one of the other version. */
function followVersion(draft: Draft, version: string): string {
  const command = readQuery(draft).command.command ?? "";
  const form = draft.bodyForm === "bytes" || draft.xml === "" ? undefined : starterFormIn(draft.xml, command);
  if (form === undefined) return draft.xml;
  return starterXml(command, version, form, /<ClientId>([^<]*)<\/ClientId>/.exec(draft.xml)?.[1]);
}

/** What the new command has to say in its query is there, and what a starter said for another command is gone. */
function fitParameters(draft: Draft, command: string): Draft {
  const own = starterParameters(command, draft.protocolVersion);
  const given = readQuery(draft).command.parameters;
  let { query } = draft;
  for (const [name, value] of given) {
    if (isStarterParameter(name, value) && !own.some(([other]) => other === name)) {
      query = setQueryField(query, name, undefined);
    }
  }
  const isSaid = (name: string) => given.some(([other]) => other.toLowerCase() === name.toLowerCase());
  // LongId names the message alone.
  for (const [name, value] of isSaid("LongId") ? [] : own) {
    if (!isSaid(name)) query = setQueryField(query, name, value);
  }
  return { ...draft, query };
}

/** Another way to make the body; the message moves along. Only pasting makes a body of exact bytes. */
export function setBodyForm(draft: Draft, bodyForm: BodyForm): Draft {
  if (bodyForm === "bytes") return draft;
  const editable = leaveBytes(draft);
  return moveMessage(editable, { ...editable, bodyForm });
}

/** One field of the query; undefined takes it out. All other characters stay as they are. */
export function setQueryValue(draft: Draft, field: QueryField, value: string | undefined): Draft {
  const query = setQueryField(draft.query, field, value);
  return query === draft.query ? draft : { ...draft, query };
}

function readQueryText(query: string): { command: CommandUrl; problems: Problem[] } {
  const { command, problems } = parseCommandUrl(`?${query}`);
  const shift = <S extends { start: number; end: number }>(span: S): S => ({
    ...span,
    start: Math.max(0, span.start - 1),
    end: Math.max(0, span.end - 1),
  });
  const spans = Object.fromEntries(Object.entries(command.spans).map(([name, span]) => [name, shift(span)]));
  return {
    command: { ...command, spans },
    problems: problems.map((problem) => (problem.span ? { ...problem, span: shift(problem.span) } : problem)),
  };
}

/** T alone is a yes (MS-ASHTTP 2.2.1.1.1.1.6). */
export const asksToSave = (command: CommandUrl): boolean =>
  command.options?.saveInSent ??
  command.parameters.some(([name, value]) => name.toLowerCase() === "saveinsent" && value.toUpperCase() === "T");

/**
 * Before 14.0 the query says whether a copy is kept, from 14.0 on an element does (MS-ASCMD 2.2.3.157): the
 * wish moves with the message. A draft without a say in the matter wants the copy.
 */
function fitSaveInSent(before: Draft, after: Draft): Draft {
  const { command } = readQuery(after);
  const bare = sendsBareMime(after);
  if (!isComposeCommand(command.command ?? "") || sendsBareMime(before) === bare) return after;
  // Exact bytes say what they say; the query beside them is the person's affair.
  if (after.bodyForm === "bytes") return after;
  if (!bare) {
    const asked = asksToSave(command);
    const told = findElement(after.xml, "SaveInSentItems") !== undefined;
    // Only where the bare message was sent did the query have the say; a forced document has its own.
    const wasAsked = bodyKindOf(before) === "mime";
    const xml =
      asked && !told
        ? insertBeforeMime(after.xml, "SaveInSentItems")
        : !asked && told && wasAsked
          ? removeElement(after.xml, "SaveInSentItems")
          : after.xml;
    return { ...setQueryValue(after, "SaveInSent", undefined), xml };
  }
  // A message that waits from an earlier time at such a version kept its query too.
  if (before.mime !== "" && !keepsMessageInXml(before)) return after;
  const wanted = !findElement(before.xml, "Mime") || findElement(before.xml, "SaveInSentItems") !== undefined;
  return setQueryValue(after, "SaveInSent", wanted ? "T" : undefined);
}
