import { type LiveDraft, plainDraft } from "../../model/live-draft.ts";
import { formsForDraft, starterFormOf, withStarter } from "../../model/starter-of-draft.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { Choice } from "../common/choice.tsx";

/** No starter is longer: a text is not put together at each keystroke to find that out. */
const LONGEST = 0x4000;

const mayBeStarter = ({ xml, mime }: LiveDraft): boolean => xml.length <= LONGEST && mime.length <= LONGEST;

/** Which ready request stands there: offered while it is one, so that choosing another takes nobody's work away. */
export function StarterChoice() {
  const live = useDraft((whole) => whole);
  if (!mayBeStarter(live)) return null;
  const draft = plainDraft(live);
  const form = starterFormOf(draft);
  const forms = form === undefined ? [] : formsForDraft(draft);
  const chosen = forms.find(({ id }) => id === form);
  if (!chosen || forms.length < 2) return null;
  return (
    <Choice
      label="Starter"
      action="starter"
      value={chosen.id}
      options={forms.map(({ id, label, note }) => ({ value: id, label, ...(note === undefined ? {} : { note }) }))}
      onChoose={(id) => updateDraft((now) => withStarter(now, id))}
      shown={
        <>
          Starter <b>{chosen.label}</b>
        </>
      }
    />
  );
}
