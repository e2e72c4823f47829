import { type CommandUrl, parseCommandUrl, queryForm, setQueryField } from "@easel/codec/http";
import type { Problem } from "@easel/codec/problem";
import { bodyKindOf, isComposeCommand, sendsBareMime } from "./body-kind.ts";
import { leaveBytes } from "./bytes-body.ts";
import type { BodyForm, Draft } from "./draft.ts";
import { findElement, insertBeforeMime, removeElement } from "./mime-in-xml.ts";
import { keepsMessageInXml, moveMessage } from "./move-message.ts";
import { isStarterXml, starterXml } from "./starter-xml.ts";

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
  const next: Draft = { ...draft, method: "POST", query: setQueryField(draft.query, "Cmd", name) };
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
  const next: Draft = { ...draft, protocolVersion: version, query };
  return moveMessage(draft, fitSaveInSent(draft, next));
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
 * Before 14.0 the query says whether a copy is kept, from 14.0 on an element does (MS-ASCMD 2.2.3.155): the
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
