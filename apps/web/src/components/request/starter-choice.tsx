import { formsForDraft, starterFormOf, withStarter } from "../../model/starter-of-draft.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { Choice } from "../common/choice.tsx";

/** Which ready request stands there: offered while it is one, so that choosing another takes nobody's work away. */
export function StarterChoice() {
  const draft = useDraft((whole) => whole);
  const form = starterFormOf(draft);
  const forms = form === undefined ? [] : formsForDraft(draft);
  const chosen = forms.find(({ id }) => id === form);
  if (!chosen || forms.length < 2) return null;
  return (
    <Choice
      label="Starter"
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
