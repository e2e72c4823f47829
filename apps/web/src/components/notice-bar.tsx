import type { Target } from "../model/draft.ts";
import { type Notice, showNotice } from "../model/notice-store.ts";
import { setDraft, updateDraft } from "../queries/use-draft.ts";
import { Button } from "./common/button.tsx";
import styles from "./notice-bar.module.css";

const nameOf = (target: Target): string =>
  target.kind === "own" ? target.url : target.kind === "office365" ? "Office 365" : "the sandbox";

/** What a person should know about the draft on the bench; a link's other server waits here to be chosen. */
export function NoticeBar({ notice: { text, before, choose, offer } }: { notice: Notice }) {
  const close = () => showNotice(undefined);
  return (
    <div className={styles.bar} role="alert" data-testid="notice">
      <p>
        {text}
        {choose && (
          <>
            {" "}
            It is addressed to <strong>{nameOf(choose.theirs)}</strong>; you were using{" "}
            <strong>{nameOf(choose.mine)}</strong>. Nothing is sent before you choose.
          </>
        )}
      </p>
      <div className={styles.buttons}>
        {choose && (
          <>
            <Button
              size="small"
              onClick={() => {
                updateDraft((draft) => ({ ...draft, target: choose.mine }));
                close();
              }}
            >
              Keep {nameOf(choose.mine)}
            </Button>
            <Button size="small" onClick={close}>
              Use {nameOf(choose.theirs)}
            </Button>
          </>
        )}
        {offer && (
          <Button
            size="small"
            onClick={() => {
              offer.take();
              close();
            }}
          >
            {offer.label}
          </Button>
        )}
        {before && (
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              setDraft(before);
              close();
            }}
          >
            Back to my draft
          </Button>
        )}
        {!choose && (
          <Button look="quiet" size="small" onClick={close}>
            Close
          </Button>
        )}
      </div>
    </div>
  );
}
