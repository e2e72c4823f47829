import { cloudOf, clouds } from "@easel/proxy/clouds";
import { Server } from "lucide-react";
import { useState } from "react";
import type { Target } from "../../model/draft.ts";
import { useConfig, useSandboxSettings } from "../../queries/use-config.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { useEndpoint } from "../../queries/use-endpoint.ts";
import { Button } from "../common/button.tsx";
import { Choice } from "../common/choice.tsx";
import { Field } from "../common/field.tsx";
import { Popover, PopoverClose } from "../common/popover.tsx";
import { FindServer } from "./find-server.tsx";
import styles from "./target-menu.module.css";

const names: Record<Target["kind"], string> = { sandbox: "Sandbox", office365: "Office 365", own: "Own server" };

/** Where the draft goes. Choosing a server changes nothing else in the draft. */
export function TargetMenu() {
  const target = useDraft((draft) => draft.target);
  const endpoint = useEndpoint();
  const { data: config, isError } = useConfig();
  const choose = (next: Target) => updateDraft((draft) => ({ ...draft, target: next }));
  const shown = target.kind === "own" ? hostOf(target.url) || names.own : names[target.kind];
  return (
    <Popover
      label="Server"
      trigger={
        <Button action="target" aria-label={`Server: ${shown}`}>
          <Server size={13} aria-hidden="true" />
          <span className={styles.name}>{shown}</span>
        </Button>
      }
    >
      <h3 className={styles.heading}>Send to</h3>
      <div className={styles.choices}>
        {config?.sandbox && (
          <TargetChoice
            on={target.kind === "sandbox"}
            title="Sandbox"
            note="A strict ActiveSync server inside EASel. Needs no account."
            onChoose={() => choose({ kind: "sandbox" })}
          />
        )}
        <TargetChoice
          on={target.kind === "office365"}
          title="Office 365"
          note={`${cloudOf(target.kind === "office365" ? target.cloud : undefined).host}. Only version 16.1, only with an OAuth token.`}
          onChoose={() => choose({ kind: "office365" })}
        />
        <TargetChoice
          on={target.kind === "own"}
          title="Own server"
          note="Any server this proxy was started to allow."
          onChoose={() => choose({ kind: "own", url: target.kind === "own" ? target.url : "" })}
        />
      </div>
      {target.kind === "office365" && (
        <Choice
          label="Cloud"
          value={target.cloud ?? "worldwide"}
          options={clouds.map(({ id, label, host }) => ({ value: id, label, note: host }))}
          onChoose={(cloud) => choose({ kind: "office365", ...(cloud !== "worldwide" && { cloud }) })}
          shown={
            <>
              Cloud <b>{cloudOf(target.cloud).label}</b>
            </>
          }
        />
      )}
      {target.kind === "own" && (
        <OwnServer url={target.url} allowed={config?.allowed ?? []} onChange={(url) => choose({ kind: "own", url })} />
      )}
      {target.kind === "sandbox" && config?.sandbox && <SandboxSwitches />}
      {isError && (
        <p className={styles.warning}>The EASel proxy does not answer, so nothing can be sent. Is it still running?</p>
      )}
      <p className={styles.endpoint}>{endpoint || "No address yet"}</p>
      <PopoverClose asChild>
        <Button size="small">Done</Button>
      </PopoverClose>
    </Popover>
  );
}

function TargetChoice({
  on,
  title,
  note,
  onChoose,
}: {
  on: boolean;
  title: string;
  note: string;
  onChoose: () => void;
}) {
  return (
    <button type="button" className={styles.choice} aria-pressed={on} onClick={onChoose}>
      <strong>{title}</strong>
      <span>{note}</span>
    </button>
  );
}

function OwnServer({
  url,
  allowed,
  onChange,
}: {
  url: string;
  allowed: readonly string[];
  onChange: (url: string) => void;
}) {
  // A half-typed address is kept here, so that the draft's target changes once, not at every key.
  const [text, setText] = useState(url);
  return (
    <>
      <Field
        label="Server address"
        value={text}
        placeholder="https://mail.example.com"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => onChange(text.trim())}
        onKeyDown={(event) => event.key === "Enter" && onChange(text.trim())}
        hint={
          <>
            The proxy calls only servers named when it was started:
            <code className={styles.command}>npm start -- --allow {hostOf(text) || "mail.example.com"}</code>
          </>
        }
      />
      <FindServer
        onFound={(found) => {
          setText(found);
          onChange(found);
        }}
      />
      {allowed.length > 0 && (
        <div className={styles.allowed}>
          {allowed.map((host) => (
            <Button
              key={host}
              size="small"
              onClick={() => {
                const next = `${/^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https"}://${host}/Microsoft-Server-ActiveSync`;
                setText(next);
                onChange(next);
              }}
            >
              {host}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function SandboxSwitches() {
  const { settings, change } = useSandboxSettings(true);
  if (!settings.data) return null;
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={settings.data.policyRequired}
        onChange={(event) => change.mutate({ policyRequired: event.target.checked })}
      />
      <span>Require a policy key: commands are refused (449, Status 142) until the device has done Provision</span>
    </label>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`).host;
  } catch {
    return "";
  }
}
