import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { readAccessToken } from "../../model/access-token.ts";
import type { Credentials } from "../../model/credentials.ts";
import { hostOf } from "../../model/endpoint.ts";
import { setQueryValue } from "../../model/query.ts";
import { sessionFor, sessionStore, updateSession } from "../../model/session-store.ts";
import { useConfig } from "../../queries/use-config.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { useSignIn } from "../../queries/use-sign-in.ts";
import { Button } from "../common/button.tsx";
import { Field } from "../common/field.tsx";
import { Popover, PopoverClose } from "../common/popover.tsx";
import { Segmented } from "../common/segmented.tsx";
import styles from "./account-menu.module.css";
import { MicrosoftSignIn } from "./microsoft-sign-in.tsx";
import { TokenFactsList } from "./token-facts.tsx";

type Kind = Credentials["kind"] | "microsoft";

const ways: Record<Kind, string> = { microsoft: "Microsoft", bearer: "Token", basic: "Basic", none: "None" };
const officeWays: readonly Kind[] = ["microsoft", "bearer", "basic", "none"];
const ownWays: readonly Kind[] = ["basic", "bearer", "none"];

/** Who signs in at the chosen server. Kept in this tab's memory, per server, and nowhere else. */
export function AccountMenu({ endpoint }: { endpoint: string }) {
  const { credentials } = useStore(sessionStore, (state) => sessionFor(state, endpoint));
  const target = useDraft((draft) => draft.target.kind);
  const { data: config } = useConfig();
  const [picked, setPicked] = useState<Kind>();
  const offered = target === "office365" || (target === "own" && config?.signIn?.authority) ? officeWays : ownWays;
  const kind = kindOf(credentials, picked, offered);
  const choose = (next: Kind) => {
    setPicked(next);
    if (next !== "microsoft") set(blank(next));
  };
  const set = (next: Credentials) => updateSession(endpoint, { credentials: next });
  const { settings } = useSignIn();
  const host = hostOf(endpoint) || "this server";
  const isLocal = /^(localhost|127\.|\[::1\])/.test(window.location.host);
  const shown = describe(credentials);
  return (
    <Popover
      label="Account"
      trigger={
        <Button action="account" aria-label={`Account: ${shown.name} ${shown.kind}`.trim()}>
          <KeyRound size={13} aria-hidden="true" />
          <span className={styles.name}>{shown.name}</span>{" "}
          {shown.kind && <small className={styles.kind}>{shown.kind}</small>}
        </Button>
      }
    >
      <h3 className={styles.heading}>Sign in with</h3>
      <Segmented
        label="Sign in with"
        value={kind}
        options={offered.map((value) => ({ value, label: ways[value] }))}
        onChoose={choose}
      />
      {target === "sandbox" && config?.sandbox && (
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
        {kind === "microsoft" && <MicrosoftSignIn endpoint={endpoint} credentials={credentials} />}
        {kind === "basic" && credentials.kind === "basic" && (
          <BasicFields credentials={credentials} onChange={set} warn={target === "office365"} />
        )}
        {kind === "bearer" && credentials.kind === "bearer" && (
          <>
            <Field
              label="Access token"
              type="password"
              autoComplete="off"
              value={credentials.token}
              onChange={(event) => set({ kind: "bearer", token: event.target.value })}
              hint="For Exchange Online: audience https://outlook.office.com, scope EAS.AccessAsUser.All."
            />
            {credentials.token.trim() !== "" && <TokenFactsList facts={readAccessToken(credentials.token)} />}
          </>
        )}
      </div>
      <p className={styles.promise}>
        {settings.keep && kind === "microsoft"
          ? `Kept in this tab’s sessionStorage, until the tab is closed or you sign out, for ${host} only: never in links or logs.`
          : `Kept in this tab’s memory for ${host} only: never in links, storage or logs.`}{" "}
        What is sent passes through the EASel proxy {isLocal ? "on this machine" : "on another machine"},{" "}
        {window.location.host}.
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
  warn,
}: {
  credentials: Extract<Credentials, { kind: "basic" }>;
  onChange: (next: Credentials) => void;
  /** The server is Exchange Online. */
  warn: boolean;
}) {
  const { user } = credentials;
  return (
    <>
      {warn && (
        <p className={styles.note}>Exchange Online refuses user name and password since October 2022 (HTTP 401).</p>
      )}
      <Field
        label="User name"
        value={user}
        onChange={(event) => onChange({ ...credentials, user: event.target.value })}
        hint="As the server wants it: name@example.com (UPN), DOMAIN\name, or the name alone where a default domain is set."
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

/** What is signed in with stands first; else what was picked, and at Exchange Online the way that works there. */
function kindOf(credentials: Credentials, picked: Kind | undefined, offered: readonly Kind[]): Kind {
  const isOffered = (way: Kind) => offered.includes(way);
  if (credentials.kind === "bearer" && credentials.signedIn && isOffered("microsoft")) return "microsoft";
  if (picked === "microsoft" && isOffered(picked)) return picked;
  if (credentials.kind === "none" && picked === undefined && isOffered("microsoft")) return "microsoft";
  return credentials.kind;
}

function describe(credentials: Credentials): { name: string; kind: string } {
  if (credentials.kind === "basic") return { name: credentials.user || "Basic, no user yet", kind: "Basic" };
  if (credentials.kind === "bearer" && credentials.signedIn)
    return { name: credentials.signedIn.account || "Signed in", kind: "Microsoft" };
  if (credentials.kind === "bearer") return { name: credentials.token ? "Token" : "No token yet", kind: "Bearer" };
  return { name: "Not signed in", kind: "" };
}
