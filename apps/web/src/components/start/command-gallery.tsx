import { commandByName, type ProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { useEffect, useState } from "react";
import { starterCommands } from "../../model/starter-commands.ts";
import { useConfig } from "../../queries/use-config.ts";
import { Choice } from "../common/choice.tsx";
import { Segmented } from "../common/segmented.tsx";
import { opener } from "./opener.ts";
import styles from "./start-screen.module.css";

type Form = "minimal" | "full";

const forms: readonly { value: Form; label: string }[] = [
  { value: "minimal", label: "Minimal" },
  { value: "full", label: "Full" },
];

const versionOptions = protocolVersions.toReversed().map((version) => ({ value: version, label: version }));

/** Every command the version has, each as a request that may be sent as it stands. */
export function CommandGallery() {
  const { data: config } = useConfig();
  const [form, setForm] = useState<Form>("minimal");
  const [chosen, setVersion] = useState<ProtocolVersion>();
  const [atBench, setAtBench] = useState<ProtocolVersion>("16.1");
  useEffect(() => {
    void opener().then(({ benchVersion }) => setAtBench(benchVersion()));
  }, []);
  const version = chosen ?? atBench;
  const offered = starterCommands.filter(({ name }) => commandByName(name)?.versions.includes(version));
  return (
    <>
      <div className={styles.galleryHead}>
        <h2 className={styles.heading}>Start from a command</h2>
        <div className={styles.galleryChoices}>
          <Segmented label="How much the request says" value={form} options={forms} onChoose={setForm} />
          <Choice label="Version of the request" value={version} options={versionOptions} onChoose={setVersion} />
        </div>
      </div>
      <ul className={styles.commands}>
        {offered.map(({ name, note }) => (
          <li key={name}>
            <button
              type="button"
              className={styles.command}
              onClick={async () => (await opener()).openStarter(name, version, form, config)}
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
