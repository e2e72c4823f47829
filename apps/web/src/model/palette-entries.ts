import { commandByName, protocolVersions } from "@easel/codec/protocol";
import { starterCommands } from "./starter-commands.ts";

/** A command at a version, as the palette finds it. */
export interface CommandEntry {
  /** "FolderSync 16.1" */
  label: string;
  command: string;
  version: string;
  note: string;
}

/** Every ready command at every version it is in, the newest version first. */
export const commandEntries: readonly CommandEntry[] = protocolVersions.toReversed().flatMap((version) =>
  starterCommands.flatMap(({ name, note }) => {
    const versions: readonly string[] = commandByName(name)?.versions ?? [];
    // OPTIONS is no command of a version; one entry is enough.
    const isIn = name === "OPTIONS" ? version === "16.1" : versions.includes(version);
    return isIn ? [{ label: name === "OPTIONS" ? name : `${name} ${version}`, command: name, version, note }] : [];
  }),
);
