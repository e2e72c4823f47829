import { KeyRound } from "lucide-react";
import { useStore } from "zustand";
import type { Credentials } from "../../model/credentials.ts";
import { hostOf } from "../../model/endpoint.ts";
import { setQueryValue } from "../../model/query.ts";
import { sessionFor, sessionStore, updateSession } from "../../model/session-store.ts";
import { useConfig } from "../../queries/use-config.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { Button } from "../common/button.tsx";
import { Field } from "../common/field.tsx";
import { Popover, PopoverClose } from "../common/popover.tsx";
import { Segmented } from "../common/segmented.tsx";
import styles from "./account-menu.module.css";

const kinds = [
  { value: "basic", label: "Basic" },
  { value: "bearer", label: "Bearer token" },
  { value: "none", label: "None" },
] as const;

/** Who signs in at the chosen server. Kept in this tab's memory, per server, and nowhere else. */
export function AccountMenu({ endpoint }: { endpoint: string }) {
  const { credentials } = useStore(sessionStore, (state) => sessionFor(state, endpoint));
  const sandboxTarget = useDraft((draft) => draft.target.kind === "sandbox");
  const { data: config } = useConfig();
  const set = (next: Credentials) => updateSession(endpoint, { credentials: next });
  const shown = describe(credentials);
  return (
    <Popover
      label="Account"
      trigger={
        <Button aria-label={`Account: ${shown.name} ${shown.kind}`.trim()}>
          <KeyRound size={13} aria-hidden="true" />
          <span className={styles.name}>{shown.name}</span>{" "}
          {shown.kind && <small className={styles.kind}>{shown.kind}</small>}
        </Button>
      }
    >
      <h3 className={styles.heading}>Sign in with</h3>
      <Segmented label="Sign in with" value={credentials.kind} options={kinds} onChoose={(kind) => set(blank(kind))} />
      {sandboxTarget && config?.sandbox && (
        <div className={styles.people}>
          {config.sandbox.users.map(({ user, password, name }) => (
            <button
              key={user}
              type="button"
              className={styles.person}
              aria-pressed={credentials.kind === "basic" && credentials.user === user}
              onClick={() => {
                set({ kind: "basic", user, password });
                updateDraft((draft) => setQueryValue(draft, "User", user));
              }}
            >
              <strong>{name}</strong>
              <span>{user}</span>
            </button>
          ))}
        </div>
      )}
      <div className={styles.fields}>
        {credentials.kind === "basic" && <BasicFields credentials={credentials} onChange={set} />}
        {credentials.kind === "bearer" && (
          <Field
            label="Access token"
            type="password"
            value={credentials.token}
            onChange={(event) => set({ kind: "bearer", token: event.target.value })}
            hint="For Exchange Online: audience https://outlook.office.com, scope EAS.AccessAsUser.All."
          />
        )}
      </div>
      <p className={styles.promise}>
        Kept in this tab’s memory for {hostOf(endpoint) || "this server"} only: never in links, storage or logs. It
        passes through the EASel proxy at {window.location.host}.
      </p>
      <PopoverClose asChild>
        <Button size="small">Done</Button>
      </PopoverClose>
    </Popover>
  );
}

function BasicFields({
  credentials,
  onChange,
}: {
  credentials: Extract<Credentials, { kind: "basic" }>;
  onChange: (next: Credentials) => void;
}) {
  const { user } = credentials;
  return (
    <>
      <Field
        label="User name"
        value={user}
        onChange={(event) => onChange({ ...credentials, user: event.target.value })}
        hint="As the server wants it: name@example.com, or DOMAIN\name."
      />
      <Field
        label="Password"
        type="password"
        autoComplete="off"
        value={credentials.password}
        onChange={(event) => onChange({ ...credentials, password: event.target.value })}
      />
      <Button size="small" disabled={!user} onClick={() => updateDraft((draft) => setQueryValue(draft, "User", user))}>
        Use as User in the URL too
      </Button>
    </>
  );
}

function blank(kind: Credentials["kind"]): Credentials {
  if (kind === "basic") return { kind, user: "", password: "" };
  return kind === "bearer" ? { kind, token: "" } : { kind: "none" };
}

function describe(credentials: Credentials): { name: string; kind: string } {
  if (credentials.kind === "basic") return { name: credentials.user || "Basic, no user yet", kind: "Basic" };
  if (credentials.kind === "bearer") return { name: credentials.token ? "Token" : "No token yet", kind: "Bearer" };
  return { name: "Not signed in", kind: "" };
}
