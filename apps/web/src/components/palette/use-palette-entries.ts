import { isProtocolVersion } from "@easel/codec/protocol";
import { useStore } from "zustand";
import { actionStore } from "../../model/action-store.ts";
import { actionIds, actions } from "../../model/actions.ts";
import { type CommandEntry, commandEntries } from "../../model/palette-entries.ts";
import { paletteScore } from "../../model/palette-score.ts";
import { setVersion } from "../../model/query.ts";
import { readyCases } from "../../model/ready-cases.ts";
import { useConfig } from "../../queries/use-config.ts";
import { chooseCommand, updateDraft } from "../../queries/use-draft.ts";
import { currentView } from "../../queries/use-view.ts";
import { opener } from "../start/opener.ts";
import { useOpenCase } from "../start/use-open-case.ts";

export interface PaletteEntry {
  title: string;
  /** The heading it stands under while nothing is searched for. */
  group: string;
  words: readonly string[];
  /** Said beside it; why it cannot be done now, when `isOff`. */
  note?: string | undefined;
  isOff?: boolean;
  keys?: string | undefined;
  run: () => unknown;
}

/** What the palette lists: everything there is to do here, or what a search finds of that and of the commands. */
export function usePaletteEntries(search: string): PaletteEntry[] {
  const bindings = useStore(actionStore, (state) => state.bindings);
  const openCase = useOpenCase();
  const { data: config } = useConfig();

  // On the bench what was written for the command left is kept, as its menu does.
  const choose = async ({ command, version }: CommandEntry) => {
    if (currentView() === "workbench") {
      chooseCommand(command);
      updateDraft((draft) => setVersion(draft, version));
    } else if (isProtocolVersion(version)) (await opener()).openStarter(command, version, "minimal", config);
  };

  const offered = actionIds.flatMap((id): PaletteEntry[] => {
    const binding = id === "palette" ? undefined : bindings.get(id);
    if (!binding) return [];
    const { title, group, keys = [], words = "" } = actions[id];
    const why = binding.why();
    return [
      { title, group, words: words.split(" "), note: why, isOff: why !== undefined, keys: keys[0], run: binding.run },
    ];
  });
  const cases = readyCases.map((ready): PaletteEntry => {
    const group = "Ready-made cases";
    return { title: ready.title, group, words: ["case"], run: () => openCase(ready) };
  });
  if (search.trim() === "") return [...offered, ...cases];

  const commands = commandEntries.map((entry): PaletteEntry => {
    return { title: entry.label, group: "Commands", words: [], note: entry.note, run: () => choose(entry) };
  });
  return [...offered, ...commands, ...cases.map((entry) => ({ ...entry, note: "Ready-made case" }))]
    .map((entry) => ({ entry, score: paletteScore(entry.title, search, entry.words) }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score)
    .map(({ entry }) => entry);
}
