import { isProtocolVersion } from "@easel/codec/protocol";
import { Command } from "cmdk";
import { type CommandEntry, commandEntries } from "../../model/palette-entries.ts";
import { setVersion } from "../../model/query.ts";
import { useConfig } from "../../queries/use-config.ts";
import { chooseCommand, updateDraft } from "../../queries/use-draft.ts";
import { currentView } from "../../queries/use-view.ts";
import { opener } from "../start/opener.ts";
import styles from "./palette.module.css";

/** Commands by name and version. On the bench what was written for the command left is kept, as its menu does. */
export function PaletteCommands({ afterClosing }: { afterClosing: (run: () => unknown) => void }) {
  const { data: config } = useConfig();
  const choose = async ({ command, version }: CommandEntry) => {
    if (currentView() === "workbench") {
      chooseCommand(command);
      updateDraft((draft) => setVersion(draft, version));
    } else if (isProtocolVersion(version)) (await opener()).openStarter(command, version, "minimal", config);
  };
  return (
    <Command.Group heading="Commands" className={styles.group}>
      {commandEntries.map((entry) => (
        <Command.Item
          key={entry.label}
          value={entry.label}
          className={styles.item}
          onSelect={() => afterClosing(() => choose(entry))}
        >
          <span className={styles.name}>{entry.label}</span>
          <span className={styles.note}>{entry.note}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
