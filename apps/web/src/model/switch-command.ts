import { bodyKindOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { readQuery, setCommand } from "./query.ts";
import { starterDraft } from "./starters.ts";

/** What was written for commands left behind, by command: switching back finds it again. In memory only. */
export type LeftDrafts = ReadonlyMap<string, Pick<Draft, "xml" | "mime" | "bodyForm" | "headers">>;

const commandOf = (draft: Draft): string =>
  draft.method === "OPTIONS" ? "OPTIONS" : (readQuery(draft).command.command ?? "");

/**
 * Another command with its own document: the one left there before, else its starter at this version. What stands
 * for the command left is kept. Target, query values and version stay.
 */
export function switchCommand(draft: Draft, name: string, left: LeftDrafts): { draft: Draft; left: LeftDrafts } {
  const from = commandOf(draft);
  if (from === name) return { draft, left };
  const { xml, mime, bodyForm, headers } = draft;
  const kept = new Map(left).set(from, { xml, mime, bodyForm, headers });
  const version = draft.protocolVersion || "16.1";
  const fresh = starterDraft(name, version);
  const own = kept.get(name) ?? { xml: fresh.xml, mime: fresh.mime, bodyForm: fresh.bodyForm, headers: [] };
  // The query and the method change as `setCommand` has it; the document is this command's own.
  const named = setCommand({ ...draft, xml: "", mime: "", bodyForm: "auto" }, name);
  return { draft: fitted({ ...named, ...own }), left: kept };
}

/** A document kept from another version may hold its message where this version does not look. */
function fitted(draft: Draft): Draft {
  const bare = bodyKindOf(draft) === "mime";
  const misplaced = bare ? draft.mime === "" && draft.xml !== "" : draft.mime !== "" && draft.xml === "";
  if (!misplaced) return draft;
  const fresh = starterDraft(commandOf(draft), draft.protocolVersion || "16.1");
  return { ...draft, xml: draft.xml || fresh.xml, mime: bare ? fresh.mime : "" };
}
