import { bodyKindOf, commandNameOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import type { StarterForm } from "./starter-form.ts";
import { starterFormIn, starterForms } from "./starter-xml.ts";
import { starterDraft } from "./starters.ts";

const versionOf = ({ protocolVersion }: Draft): string => protocolVersion || "16.1";

/** The starters there are for the draft's command at its version, the minimal one first. */
export const formsForDraft = (draft: Draft): StarterForm[] => starterForms(commandNameOf(draft), versionOf(draft));

/** Which of them the draft still is, word for word; undefined once somebody has worked on it. */
export function starterFormOf(draft: Draft): string | undefined {
  const kind = bodyKindOf(draft);
  if (kind === "mime") return formsForDraft(draft).find(({ mime }) => mime === draft.mime)?.id;
  return kind === "wbxml" || kind === "xml" ? starterFormIn(draft.xml, commandNameOf(draft)) : undefined;
}

/** The draft with the body of another starter; target, query, version and headers stay. */
export function withStarter(draft: Draft, form: string): Draft {
  const { xml, mime } = starterDraft(commandNameOf(draft), versionOf(draft), undefined, form);
  return { ...draft, xml, mime };
}
