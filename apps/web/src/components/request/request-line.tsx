import type { Problem } from "@easel/codec/problem";
import { commandByName, commands, protocolVersions } from "@easel/codec/protocol";
import { memo } from "react";
import type { BodyForm } from "../../model/draft.ts";
import type { HeaderList } from "../../model/header-list.ts";
import { readQuery, setBodyForm, setVersion } from "../../model/query.ts";
import { starterCommands } from "../../model/starter-commands.ts";
import { chooseCommand, updateDraft, useDraftFrame } from "../../queries/use-draft.ts";
import { Badge } from "../common/badge.tsx";
import { Choice } from "../common/choice.tsx";
import { HeadersMenu } from "./headers-menu.tsx";
import { QueryFields } from "./query-fields.tsx";
import styles from "./request-line.module.css";
import { SendButton } from "./send-button.tsx";
import { StarterChoice } from "./starter-choice.tsx";
import { UrlField } from "./url-field.tsx";

const versionOptions = protocolVersions.toReversed().map((version) => ({ value: version as string, label: version }));

const bodyForms: { value: BodyForm; label: string; note: string }[] = [
  { value: "auto", label: "Automatic", note: "As the command and the version want it" },
  { value: "wbxml", label: "WBXML", note: "The XML pane, encoded" },
  { value: "mime", label: "Bare MIME", note: "The MIME pane as message/rfc822" },
  { value: "xml", label: "XML as text", note: "The XML pane, not encoded" },
  { value: "none", label: "No body", note: "Only URL and headers" },
];

/** Only pasting makes this one: bytes that do not read as a whole document are sent as they are. */
const asPasted = { value: "bytes", label: "As pasted", note: "The exact bytes, faults included" } as const;

export interface RequestLineProps {
  sendable: boolean;
  headers: HeaderList;
  /** Of the headers that were typed. */
  problems: readonly Problem[];
  endpoint: string;
}

/** Command, version, URL and Send; under them what else will leave. None of it is drawn again while text is typed. */
export const RequestLine = memo(function RequestLine({ sendable, headers, problems, endpoint }: RequestLineProps) {
  const draft = useDraftFrame();
  const command = draft.method === "OPTIONS" ? "OPTIONS" : (readQuery(draft).command.command ?? "");
  return (
    <div className={styles.region}>
      <div className={styles.line}>
        <Choice
          label="Command"
          action="command"
          strong
          value={command}
          options={commandOptions(draft.protocolVersion)}
          onChoose={chooseCommand}
          shown={command || "Command"}
        />
        <Choice
          label="Protocol version"
          action="version"
          value={draft.protocolVersion}
          options={versionOptions}
          onChoose={(version) => updateDraft((now) => setVersion(now, version))}
          shown={draft.protocolVersion || "no version"}
        />
        <UrlField endpoint={endpoint} />
        <SendButton sendable={sendable} endpoint={endpoint} />
      </div>
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label="Problems of the headers">
          {problems.slice(0, 3).map(({ code, message }) => (
            <li key={code + message}>{message}</li>
          ))}
          {problems.length > 3 && <li>and {problems.length - 3} more</li>}
        </ul>
      )}
      <div className={styles.details}>
        <QueryFields />
        <HeadersMenu headers={headers} endpoint={endpoint} />
        <Choice
          label="Body"
          action="body-form"
          value={draft.bodyForm}
          options={draft.bodyForm === "bytes" ? [...bodyForms, asPasted] : bodyForms}
          onChoose={(bodyForm) => updateDraft((now) => setBodyForm(now, bodyForm))}
          shown={
            <>
              Body{" "}
              <b>
                {draft.bodyForm === "bytes"
                  ? asPasted.label
                  : bodyForms.find(({ value }) => value === draft.bodyForm)?.label}
              </b>
            </>
          }
        />
        <StarterChoice />
        {draft.target.kind === "office365" && draft.protocolVersion !== "16.1" && draft.method === "POST" && (
          <Badge tone="warn">Exchange Online refuses {draft.protocolVersion || "no version"}: it needs 16.1</Badge>
        )}
      </div>
    </div>
  );
});

/** The gallery's commands first, in a session's order, then the others by name. */
function commandOptions(version: string) {
  const first: string[] = starterCommands.map(({ name }) => name);
  const others = commands
    .filter(({ name, versions }) => versions.length > 0 && name !== "Autodiscover" && !first.includes(name))
    .map(({ name }) => name)
    .toSorted();
  return [...first, ...others].map((name) => {
    const versions: readonly string[] = commandByName(name)?.versions ?? [];
    const known = name === "OPTIONS" || version === "" || versions.includes(version);
    return { value: name, label: name, ...(known ? {} : { note: `not in ${version}` }) };
  });
}
