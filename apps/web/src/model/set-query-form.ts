import { type CommandUrl, formatBase64Query, formatCommandUrl } from "@easel/codec/http";
import type { Problem } from "@easel/codec/problem";
import type { Draft } from "./draft.ts";
import { asksToSave, readQuery } from "./query.ts";

/** Problems of a query that say some of it was not understood, so that it could not be written again. */
const UNREADABLE = [
  "bad-percent",
  "not-utf8",
  "too-many-parameters",
  "bad-base64",
  "bad-policy-key-length",
  "bad-length",
  "trailing-bytes",
  "bad-options-length",
  "unknown-option",
  "unknown-tag",
  "unknown-version",
];

/**
 * The same query in the other form. Where that form cannot say all of it the draft comes back unchanged, and
 * `problem` is a sentence that tells what stands in the way.
 */
export function setQueryForm(draft: Draft, form: "plain" | "base64"): { draft: Draft; problem?: string } {
  const { command, problems } = readQuery(draft);
  if (command.form === form) return { draft };
  if (draft.query === "") return { draft, problem: "There is no query yet that could be written in the other form." };
  const changed = form === "base64" ? toBase64(draft, command) : toPlain(draft, command);
  const obstacle =
    unreadable(problems) ??
    (form === "base64" ? notInBase64(draft, command) : notInPlain(command)) ??
    (sayTheSame(command, readQuery(changed).command) ? undefined : "the other form would not say quite the same");
  if (obstacle === undefined) return { draft: changed };
  return { draft, problem: `The query stays in its ${command.form} form: ${obstacle}.` };
}

function toBase64(draft: Draft, command: CommandUrl): Draft {
  const query = queryOf(formatCommandUrl({ ...command, protocolVersion: draft.protocolVersion }, "base64"));
  return { ...draft, query };
}

function toPlain(draft: Draft, command: CommandUrl): Draft {
  const protocolVersion = command.protocolVersion ?? draft.protocolVersion;
  return { ...draft, protocolVersion, query: queryOf(formatCommandUrl(command, "plain")) };
}

function unreadable(problems: readonly Problem[]): string | undefined {
  const worst = problems.find(({ code }) => UNREADABLE.includes(code));
  return worst && `not all of it can be read. ${withoutPeriod(worst.message)}`;
}

function notInBase64(draft: Draft, command: CommandUrl): string | undefined {
  if (command.command === undefined) return "the base64 form has a command's code, and this query names no command";
  const fields = { ...command, protocolVersion: draft.protocolVersion };
  const first = formatBase64Query(fields).problems[0];
  return first && withoutPeriod(first.message);
}

/** What a plain request says in a header, or nowhere (MS-ASHTTP 2.2.1.1.2). */
function notInPlain(command: CommandUrl): string | undefined {
  // A key would be lost here, or end up in a header that travels in links.
  if (command.policyKey !== undefined) return "it carries a policy key, which a plain query has no place for";
  if (command.locale) {
    return `it carries the locale 0x${command.locale.toString(16).padStart(4, "0")}, which a plain request says in Accept-Language`;
  }
  if (command.options?.acceptMultiPart)
    return "it carries AcceptMultiPart, which a plain request says in the header MS-ASAcceptMultiPart";
  if (command.deviceIdForm === "raw") return "its device identifier is bytes that are no text";
  if (/^Command-\d+$/.test(command.command ?? "")) return "its command code has no name";
  return undefined;
}

function sayTheSame(left: CommandUrl, right: CommandUrl): boolean {
  return JSON.stringify(meaningOf(left)) === JSON.stringify(meaningOf(right));
}

function meaningOf(command: CommandUrl): unknown {
  const { user = "", deviceId = "", deviceType = "" } = command;
  const parameters = command.parameters.filter(([name]) => !/^saveinsent$/i.test(name));
  return [command.command?.toLowerCase(), user, deviceId, deviceType, asksToSave(command), parameters];
}

const queryOf = (url: string): string => url.slice(url.indexOf("?") + 1);
const withoutPeriod = (sentence: string): string => sentence.replace(/\.$/, "");
