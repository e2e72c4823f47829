import { Command } from "cmdk";
import { useState } from "react";
import { flushSync } from "react-dom";
import { showOverlay } from "../../queries/overlay.ts";
import { KeyCaps } from "../common/key-caps.tsx";
import { Modal } from "../common/modal.tsx";
import styles from "./palette.module.css";
import { type PaletteEntry, usePaletteEntries } from "./use-palette-entries.ts";

/** Everything that can be done here, every command and every case, found by some letters of its name. */
export function Palette() {
  const [search, setSearch] = useState("");
  const entries = usePaletteEntries(search);
  // Groups to look through; a search has one list, the best first.
  const groups = search.trim() === "" ? [...new Set(entries.map(({ group }) => group))] : [];
  return (
    <Modal label="Find an action" onClose={() => showOverlay(undefined)}>
      <Command label="Find an action" loop shouldFilter={false} className={styles.palette}>
        <Command.Input
          data-first-focus
          className={styles.search}
          placeholder="Action, command and version, or case"
          value={search}
          onValueChange={setSearch}
        />
        <Command.List className={styles.list} label="What was found">
          {groups.length === 0
            ? entries.map((entry) => <Entry key={entry.title} entry={entry} />)
            : groups.map((group) => (
                <Command.Group key={group} heading={group} className={styles.group}>
                  {entries
                    .filter((entry) => entry.group === group)
                    .map((entry) => (
                      <Entry key={entry.title} entry={entry} />
                    ))}
                </Command.Group>
              ))}
        </Command.List>
        {/* Beside the list: a list box holds options and nothing else. */}
        <p role="status" className={entries.length === 0 ? styles.empty : "visually-hidden"}>
          {entries.length === 0
            ? "Nothing is called that. Try a command, “sign in” or “hex”."
            : `${entries.length} found`}
        </p>
      </Command>
      <p className={styles.foot}>
        <span>
          <KeyCaps keys="ArrowUp" /> <KeyCaps keys="ArrowDown" /> choose
        </span>
        <span>
          <KeyCaps keys="Enter" /> do it
        </span>
        <span>
          <KeyCaps keys="Escape" /> back
        </span>
        <button type="button" className={styles.all} onClick={() => showOverlay("keys")}>
          <KeyCaps keys="F1" /> all keys
        </button>
      </p>
    </Modal>
  );
}

function Entry({ entry: { title, note, isOff = false, keys, run } }: { entry: PaletteEntry }) {
  return (
    <Command.Item value={title} disabled={isOff} className={styles.item} onSelect={() => afterClosing(run)}>
      <span className={styles.name}>{title}</span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {keys !== undefined && <KeyCaps keys={keys} />}
    </Command.Item>
  );
}

/** The focus is back where it was before anything is done: an action may move it on from there. */
function afterClosing(run: () => unknown): void {
  flushSync(() => showOverlay(undefined));
  run();
}
