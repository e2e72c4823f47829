import { SlidersHorizontal } from "lucide-react";
import { memo } from "react";
import { readQuery, setQueryValue } from "../../model/query.ts";
import { updateDraft, useDraftFrame } from "../../queries/use-draft.ts";
import { Button } from "../common/button.tsx";
import { Field } from "../common/field.tsx";
import { Popover, PopoverClose } from "../common/popover.tsx";
import styles from "./query-fields.module.css";

/** The query's parts as fields. Each changes only its own piece of the query's text. */
export const QueryFields = memo(function QueryFields() {
  const draft = useDraftFrame();
  const { command: read, problems } = readQuery(draft);
  const set = (name: string) => (value: string) => updateDraft((now) => setQueryValue(now, name, value));
  return (
    <Popover
      label="Query fields"
      trigger={
        <Button look="quiet" size="small" action="fields">
          <SlidersHorizontal size={13} aria-hidden="true" /> User {read.user ? <b>{read.user}</b> : <i>none</i>} ·
          Device {read.deviceId ? <b>{read.deviceId}</b> : <i>none</i>}
          {read.parameters.map(([name, value]) => (
            <span key={name}>
              · {name} <b>{value}</b>
            </span>
          ))}
        </Button>
      }
    >
      <div className={styles.fields}>
        {read.form === "plain" && (
          <Field
            label="User"
            value={read.user ?? ""}
            onChange={(event) => set("User")(event.target.value)}
            hint="The mailbox’s owner; most servers want the login’s name."
          />
        )}
        <Field
          label="DeviceId"
          value={read.deviceId ?? ""}
          onChange={(event) => set("DeviceId")(event.target.value)}
          hint="Up to 32 letters and digits, the same every time."
        />
        <Field
          label="DeviceType"
          value={read.deviceType ?? ""}
          onChange={(event) => set("DeviceType")(event.target.value)}
        />
        {read.parameters.map(([name, value]) => (
          <Field key={name} label={name} value={value} onChange={(event) => set(name)(event.target.value)} />
        ))}
        {problems.length > 0 && (
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem.code + (problem.span?.start ?? 0)}>{problem.message}</li>
            ))}
          </ul>
        )}
        <PopoverClose asChild>
          <Button size="small">Done</Button>
        </PopoverClose>
      </div>
    </Popover>
  );
});
