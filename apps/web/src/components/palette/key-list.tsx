import { X } from "lucide-react";
import { useStore } from "zustand";
import { actionGroups, actionIds, actions } from "../../model/actions.ts";
import { fixedKeys } from "../../model/fixed-keys.ts";
import { letterKeysStore, setLetterKeys } from "../../queries/letter-keys.ts";
import { showOverlay } from "../../queries/overlay.ts";
import { Button } from "../common/button.tsx";
import { KeyCaps } from "../common/key-caps.tsx";
import { Modal } from "../common/modal.tsx";
import styles from "./key-list.module.css";

/** Every key there is: of the actions, from the one list of them, and of the parts that have keys of their own. */
export function KeyList() {
  const close = () => showOverlay(undefined);
  const letters = useStore(letterKeysStore, ({ isOn }) => isOn);
  return (
    <Modal label="Keys" className={styles.modal} onClose={close}>
      <header className={styles.head}>
        <h2>Keys</h2>
        <label className={styles.switch}>
          <input type="checkbox" checked={letters} onChange={(event) => setLetterKeys(event.target.checked)} />
          Letters and ? are keys outside of text
        </label>
        <Button look="quiet" size="small" aria-label="Close" onClick={close}>
          <X size={15} aria-hidden="true" />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} data-first-focus aria-label="All keys">
        {actionGroups.map((group) => {
          const rows = actionIds.filter((id) => actions[id].group === group && actions[id].keys);
          return (
            rows.length > 0 && (
              <Section
                key={group}
                title={group}
                rows={rows.map((id) => ({ keys: actions[id].keys ?? [], does: actions[id].title }))}
              />
            )
          );
        })}
        {fixedKeys.map(({ title, keys }) => (
          <Section key={title} title={title} rows={keys.map(([key, does]) => ({ keys: [key], does }))} />
        ))}
      </section>
    </Modal>
  );
}

function Section({ title, rows }: { title: string; rows: readonly { keys: readonly string[]; does: string }[] }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <KeyCaps key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
