import { Command } from "cmdk";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useStore } from "zustand";
import { actionStore } from "../../model/action-store.ts";
import { type ActionId, actionGroups, actionIds, actions } from "../../model/actions.ts";
import { paletteScore } from "../../model/palette-score.ts";
import { readyCases } from "../../model/ready-cases.ts";
import { showOverlay } from "../../queries/overlay.ts";
import { KeyCaps } from "../common/key-caps.tsx";
import { Modal } from "../common/modal.tsx";
import { useOpenCase } from "../start/use-open-case.ts";
import styles from "./palette.module.css";
import { PaletteCommands } from "./palette-commands.tsx";

/** Everything that can be done here, every command and every case, found by some letters of its name. */
export function Palette() {
  const [search, setSearch] = useState("");
  const bindings = useStore(actionStore, (state) => state.bindings);
  const openCase = useOpenCase();
  return (
    <Modal label="Find an action" onClose={() => showOverlay(undefined)}>
      <Command label="Find an action" loop filter={paletteScore} className={styles.palette}>
        <Command.Input
          data-first-focus
          className={styles.search}
          placeholder="Action, command and version, or case"
          value={search}
          onValueChange={setSearch}
        />
        <Command.List className={styles.list} label="What was found">
          <Command.Empty className={styles.empty}>
            Nothing is called that. Try a command, “sign in”, “hex”.
          </Command.Empty>
          {actionGroups.map((group) => (
            <Command.Group key={group} heading={group} className={styles.group}>
              {actionIds.map((id) => {
                const binding = actions[id].group === group && id !== "palette" ? bindings.get(id) : undefined;
                return binding && <ActionEntry key={id} id={id} why={binding.why()} run={binding.run} />;
              })}
            </Command.Group>
          ))}
          <Command.Group heading="Ready-made cases" className={styles.group}>
            {readyCases.map((ready) => (
              <Command.Item
                key={ready.id}
                value={ready.title}
                keywords={["case", "example"]}
                className={styles.item}
                onSelect={() => afterClosing(() => openCase(ready))}
              >
                {ready.title}
              </Command.Item>
            ))}
          </Command.Group>
          {search !== "" && <PaletteCommands afterClosing={afterClosing} />}
        </Command.List>
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
        <span className={styles.all}>
          <KeyCaps keys="F1" /> all keys
        </span>
      </p>
    </Modal>
  );
}

/** The focus is back where it was before anything is done: an action may move it on from there. */
function afterClosing(run: () => unknown): void {
  flushSync(() => showOverlay(undefined));
  run();
}

function ActionEntry({ id, why, run }: { id: ActionId; why: string | undefined; run: () => void }) {
  const { title, keys = [], words = "" } = actions[id];
  const [first] = keys;
  return (
    <Command.Item
      value={title}
      keywords={words.split(" ")}
      disabled={why !== undefined}
      className={styles.item}
      onSelect={() => afterClosing(run)}
    >
      <span className={styles.name}>{title}</span>
      {why !== undefined && <span className={styles.why}>{why}</span>}
      {first !== undefined && <KeyCaps keys={first} />}
    </Command.Item>
  );
}
