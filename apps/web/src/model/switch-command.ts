import type { Draft } from "./draft.ts";
import { moveMessage } from "./move-message.ts";
import { readQuery, setCommand } from "./query.ts";
import { starterDraft } from "./starters.ts";

/** What was written for commands left behind, by command: switching back finds it again. In memory only. */
export type LeftDrafts = ReadonlyMap<
  string,
  Pick<Draft, "xml" | "mime" | "bytes" | "bodyForm" | "headers" | "protocolVersion">
>;

const commandOf = (draft: Draft): string =>
  draft.method === "OPTIONS" ? "OPTIONS" : (readQuery(draft).command.command ?? "");

/**
 * Another command with its own document: the one left there before, else its starter at this version. What stands
 * for the command left is kept. Target, query values and version stay.
 */
export function switchCommand(draft: Draft, name: string, left: LeftDrafts): { draft: Draft; left: LeftDrafts } {
  const from = commandOf(draft);
  if (from === name) return { draft, left };
  const { xml, mime, bytes, bodyForm, headers, protocolVersion } = draft;
  const kept = new Map(left).set(from, { xml, mime, bytes, bodyForm, headers, protocolVersion });
  const version = draft.protocolVersion || "16.1";
  const fresh = starterDraft(name, version);
  // The query and the method change as `setCommand` has it; the document is this command's own.
  const named = setCommand({ ...draft, xml: "", mime: "", bytes: "", bodyForm: "auto" }, name);
  const own = kept.get(name);
  if (!own) return { draft: { ...named, xml: fresh.xml, mime: fresh.mime, headers: [] }, left: kept };
  // What was left at another version may hold its message where this version does not look.
  const before: Draft = { ...named, ...own };
  return { draft: moveMessage(before, { ...before, protocolVersion: named.protocolVersion }), left: kept };
}
