import { type CommandUrl, formatCommandUrl, parseCommandUrl, queryForm, setQueryField } from "@easel/codec/http";
import type { Problem } from "@easel/codec/problem";
import { isComposeCommand, sendsBareMime } from "./body-kind.ts";
import type { BodyForm, Draft } from "./draft.ts";
import { insertBeforeMime } from "./mime-in-xml.ts";
import { moveMessage } from "./move-message.ts";
import { isStarterXml, starterXml } from "./starter-xml.ts";

/** Fields every command has, and the names of the parameters (MS-ASHTTP 2.2.1.1.1). */
export type QueryField = "Cmd" | "User" | "DeviceId" | "DeviceType" | "SaveInSent" | (string & {});

/** What the draft's query says; spans count in `draft.query`. OPTIONS needs none of the fields (MS-ASHTTP 2.2.3). */
export function readQuery(draft: Draft): { command: CommandUrl; problems: Problem[] } {
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
  const untouched = draft.xml.trim() === "" || isStarterXml(draft.xml, before);
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

/** Another way to make the body; the message moves along. */
export function setBodyForm(draft: Draft, bodyForm: BodyForm): Draft {
  return moveMessage(draft, { ...draft, bodyForm });
}

/** One field of the query; undefined takes it out. All other characters stay as they are. */
export function setQueryValue(draft: Draft, field: QueryField, value: string | undefined): Draft {
  const query = setQueryField(draft.query, field, value);
  return query === draft.query ? draft : { ...draft, query };
}

/** The same query in the other form. A form that cannot say it leaves the draft as it is. */
export function setQueryForm(draft: Draft, form: "plain" | "base64"): Draft {
  const { command } = readQuery(draft);
  if (command.form === form) return draft;
  const fields: CommandUrl = { ...command, form };
  if (form === "base64") {
    fields.protocolVersion = draft.protocolVersion;
    return { ...draft, query: queryOf(formatCommandUrl(fields, form)) || draft.query };
  }
  const version = command.protocolVersion ?? draft.protocolVersion;
  // A policy key is a secret and has no place in a plain query.
  delete fields.policyKey;
  return { ...draft, protocolVersion: version, query: queryOf(formatCommandUrl(fields, form)) || draft.query };
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

const queryOf = (url: string): string => url.slice(url.indexOf("?") + 1);

/**
 * Before 14.0 the query says whether a copy is kept, from 14.0 on an element does (MS-ASCMD 2.2.3.155): the
 * wish moves with the message. A draft without a say in the matter wants the copy.
 */
function fitSaveInSent(before: Draft, after: Draft): Draft {
  const command = readQuery(after).command.command ?? "";
  const bare = sendsBareMime(after);
  if (!isComposeCommand(command) || sendsBareMime(before) === bare) return after;
  if (!bare) {
    const asked = readQuery(after).command.parameters.some(([name]) => name === "SaveInSent");
    const told = /<(?:\w+:)?SaveInSentItems\b/.test(after.xml);
    const xml = asked && !told ? insertBeforeMime(after.xml, "SaveInSentItems") : after.xml;
    return { ...setQueryValue(after, "SaveInSent", undefined), xml };
  }
  const wanted = !/<(?:\w+:)?Mime\b/.test(before.xml) || /<(?:\w+:)?SaveInSentItems\b/.test(before.xml);
  return wanted ? setQueryValue(after, "SaveInSent", "T") : after;
}
