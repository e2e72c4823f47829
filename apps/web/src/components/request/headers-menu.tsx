import { Plus, X } from "lucide-react";
import { useStore } from "zustand";
import type { Wire } from "../../model/build-wire.ts";
import { secretHeaders } from "../../model/credentials.ts";
import { hostOf } from "../../model/endpoint.ts";
import type { HeaderList } from "../../model/header-list.ts";
import { sessionFor, sessionStore, updateSession } from "../../model/session-store.ts";
import { updateDraft, useDraft } from "../../queries/use-draft.ts";
import { useLiveWire } from "../../queries/use-wire.ts";
import { Button } from "../common/button.tsx";
import { Field } from "../common/field.tsx";
import { Popover, PopoverClose } from "../common/popover.tsx";
import styles from "./headers-menu.module.css";

/** Every header that will leave: the computed ones, those the person adds, and which secrets go along. */
export function HeadersMenu({ headers, endpoint }: { headers: HeaderList; endpoint: string }) {
  const secrets = useSecrets(headers, endpoint);
  const withKey = secrets.some(([name]) => name === "X-MS-PolicyKey");
  return (
    <Popover
      label="Headers"
      trigger={
        <Button look="quiet" size="small" action="headers">
          Headers <b>{headers.length + secrets.length}</b>
          {withKey && <span>· policy key</span>}
        </Button>
      }
    >
      <HeadersPanel endpoint={endpoint} />
    </Popover>
  );
}

function useSecrets(headers: HeaderList, endpoint: string): HeaderList {
  const own = useDraft((draft) => draft.headers);
  const session = useStore(sessionStore, (state) => sessionFor(state, endpoint));
  return secretHeaders(session, headers, own);
}

function HeadersPanel({ endpoint }: { endpoint: string }) {
  const { wire } = useLiveWire();
  const own = useDraft((draft) => draft.headers);
  const session = useStore(sessionStore, (state) => sessionFor(state, endpoint));
  const secrets = useSecrets(wire.headers, endpoint);
  const change = (headers: [string, string][]) => updateDraft((draft) => ({ ...draft, headers }));
  return (
    <>
      <h3 className={styles.heading}>Headers that leave</h3>
      <dl className={styles.list}>
        {wire.headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same header may stand twice
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {secrets.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{/^\w+(?= )/.exec(value)?.[0]} ••••</dd>
          </div>
        ))}
        {relayHeaders(wire, endpoint).map(([name, value]) => (
          <div key={name} className={styles.relays} title="Added by the relay: HTTP needs it">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.fields}>
        <Field
          label="X-MS-PolicyKey"
          value={session.policyKey}
          onChange={(event) => updateSession(endpoint, { policyKey: event.target.value.trim() })}
          hint="From the answer to Provision. Kept in memory like a password."
        />
        {session.cookies.length > 0 && (
          <label className={styles.cookies}>
            <input
              type="checkbox"
              checked={session.sendCookies}
              onChange={(event) => updateSession(endpoint, { sendCookies: event.target.checked })}
            />
            <span>
              Send back the {session.cookies.length === 1 ? "cookie" : `${session.cookies.length} cookies`} this server
              has set: {session.cookies.map(({ name }) => name).join(", ")}
            </span>
          </label>
        )}
        <h3 className={styles.heading}>Your own</h3>
        {own.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity beside their place
          <div key={index} className={styles.row}>
            <Field
              label="Name"
              value={name}
              onChange={(event) => change(replaced(own, index, [event.target.value, value]))}
            />
            <Field
              label="Value"
              value={value}
              onChange={(event) => change(replaced(own, index, [name, event.target.value]))}
            />
            <Button
              look="quiet"
              size="small"
              aria-label={`Remove header ${name}`}
              onClick={() => change(own.filter((_, other) => other !== index))}
            >
              <X size={14} aria-hidden="true" />
            </Button>
          </div>
        ))}
        <p className={styles.hint}>
          A header of the same name as a computed one replaces it; with an empty value it is left out.
        </p>
        <Button size="small" onClick={() => change([...own, ["", ""]])}>
          <Plus size={13} aria-hidden="true" /> Add a header
        </Button>
        <PopoverClose asChild>
          <Button size="small">Done</Button>
        </PopoverClose>
      </div>
    </>
  );
}

/** What every request carries for HTTP's own sake; one written by hand is already in the list. */
function relayHeaders({ headers, body }: Wire, endpoint: string): [name: string, value: string][] {
  const own: [string, string][] = [
    ["Host", hostOf(endpoint)],
    ["Content-Length", String(body.length)],
    ["Connection", "close"],
  ];
  return own.filter(([name]) => !headers.some(([other]) => other.toLowerCase() === name.toLowerCase()));
}

const replaced = (list: [string, string][], index: number, entry: [string, string]): [string, string][] =>
  list.map((old, at) => (at === index ? entry : old));
