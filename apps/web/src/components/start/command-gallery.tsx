import { commandByName, isProtocolVersion, type ProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { useState } from "react";
import { starterCommands } from "../../model/starter-commands.ts";
import { starterDraft } from "../../model/starters.ts";
import { useConfig } from "../../queries/use-config.ts";
import { draftStore } from "../../queries/use-draft.ts";
import { Choice } from "../common/choice.tsx";
import { Segmented } from "../common/segmented.tsx";
import { openDraft, sandboxUser } from "./open-draft.ts";
import styles from "./start-screen.module.css";

type Form = "minimal" | "full";

const forms: readonly { value: Form; label: string }[] = [
  { value: "minimal", label: "Minimal" },
  { value: "full", label: "Full" },
];

const versionOptions = protocolVersions.toReversed().map((version) => ({ value: version, label: version }));

/** The version the bench stands at; the newest when it has none. */
function benchVersion(): ProtocolVersion {
  const { protocolVersion } = draftStore.getState().draft;
  return isProtocolVersion(protocolVersion) ? protocolVersion : "16.1";
}

/** Every command the version has, each as a request that may be sent as it stands. */
export function CommandGallery() {
  const { data: config } = useConfig();
  const [form, setForm] = useState<Form>("minimal");
  const [version, setVersion] = useState(benchVersion);
  const offered = starterCommands.filter(({ name }) => commandByName(name)?.versions.includes(version));
  return (
    <>
      <div className={styles.galleryHead}>
        <h2 className={styles.heading}>Start from a command</h2>
        <div className={styles.galleryChoices}>
          <Segmented label="How much the request says" value={form} options={forms} onChoose={setForm} />
          <Choice
            label="Version of the request"
            value={version}
            options={versionOptions}
            onChoose={setVersion}
            shown={`at ${version}`}
          />
        </div>
      </div>
      <ul className={styles.commands}>
        {offered.map(({ name, note }) => (
          <li key={name}>
            <button
              type="button"
              className={styles.command}
              onClick={() => openDraft(starterDraft(name, version, sandboxUser(config), form))}
            >
              <strong>{name}</strong>
              <span>{note}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
