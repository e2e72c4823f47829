import { parseCommandUrl } from "@easel/codec/http";
import { bodyKindAt, commandByName, isProtocolVersion } from "@easel/codec/protocol";
import type { DraftFrame } from "./live-draft.ts";

export type DraftBodyKind = "wbxml" | "mime" | "xml" | "none" | "bytes";

const COMPOSE_COMMANDS = ["sendmail", "smartreply", "smartforward"];

/** The commands that carry a message: SendMail, SmartReply, SmartForward. */
export const isComposeCommand = (name: string): boolean => COMPOSE_COMMANDS.includes(name.toLowerCase());

/** What the draft's body is: as the person chose, else as the command and the version have it. */
export function bodyKindOf(draft: DraftFrame): DraftBodyKind {
  return draft.bodyForm === "auto" ? autoBodyKind(draft) : draft.bodyForm;
}

/** True when the specification wants the bare message, whatever the person chose to send. */
export const sendsBareMime = (draft: DraftFrame): boolean => autoBodyKind(draft) === "mime";

/** The command's name as the query has it, "" without one. */
export const commandNameOf = (draft: DraftFrame): string => parseCommandUrl(`?${draft.query}`).command.command ?? "";

let last: (Pick<DraftFrame, "method" | "query" | "protocolVersion"> & { kind: DraftBodyKind }) | undefined;

/** Asked many times for each keystroke, of which none changes it. */
function autoBodyKind({ method, query, protocolVersion }: DraftFrame): DraftBodyKind {
  if (last?.method !== method || last.query !== query || last.protocolVersion !== protocolVersion) {
    last = { method, query, protocolVersion, kind: findBodyKind({ method, query, protocolVersion }) };
  }
  return last.kind;
}

function findBodyKind(draft: Pick<DraftFrame, "method" | "query" | "protocolVersion">): DraftBodyKind {
  if (draft.method === "OPTIONS") return "none";
  const { command: url } = parseCommandUrl(`?${draft.query}`);
  const command = commandByName(url.command ?? "");
  if (!command) return "wbxml";
  const version = url.protocolVersion ?? draft.protocolVersion;
  const kind = isProtocolVersion(version) ? bodyKindAt(command, version) : undefined;
  if (kind) return kind === "rfc822" ? "mime" : kind;
  // A version nobody knows, or one without this command: the nearest thing the command ever sent.
  if (isComposeCommand(command.name) && Number(version) > 0 && Number(version) < 14) return "mime";
  return command.body[0]?.kind === "none" ? "none" : command.body[0]?.kind === "xml" ? "xml" : "wbxml";
}
