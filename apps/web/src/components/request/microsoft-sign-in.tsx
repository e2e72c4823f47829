import { cloudOf, scopeOf } from "@easel/proxy/clouds";
import { readAccessToken } from "../../model/access-token.ts";
import type { Credentials } from "../../model/credentials.ts";
import { settingsFault } from "../../model/sign-in.ts";
import {
  cancelSignIn,
  changeSettings,
  renewToken,
  type SignIn,
  signIn,
  signOut,
  useSignIn,
} from "../../queries/use-sign-in.ts";
import { redirectUri } from "../../services/redirect-uri.ts";
import { Button } from "../common/button.tsx";
import { copyText } from "../common/copy-text.ts";
import { Field } from "../common/field.tsx";
import { DeviceCodePanel } from "./device-code-panel.tsx";
import styles from "./microsoft-sign-in.module.css";
import { TokenFactsList } from "./token-facts.tsx";

/** Signing in at Microsoft, or at the provider the proxy was started with, with an application of one's own. */
export function MicrosoftSignIn({ endpoint, credentials }: { endpoint: string; credentials: Credentials }) {
  const state = useSignIn();
  const { at } = state;
  const signedIn = credentials.kind === "bearer" ? credentials.signedIn : undefined;
  return (
    <div className={styles.panel}>
      {at.phase === "failed" && (
        <div className={styles.fault} role="alert">
          <strong>{at.fault.title}</strong>
          <p>{at.fault.detail}</p>
          <p>{at.fault.advice}</p>
        </div>
      )}
      {at.phase === "waiting" ? (
        <Waiting by={at.by} />
      ) : at.phase === "code" ? (
        <DeviceCodePanel code={at.code} />
      ) : signedIn && credentials.kind === "bearer" ? (
        <>
          <TokenFactsList facts={readAccessToken(credentials.token)} account={signedIn.account} />
          <div className={styles.row}>
            <Button size="small" onClick={() => renewToken(endpoint)}>
              Renew the token
            </Button>
            <Button size="small" onClick={() => signOut(endpoint)}>
              Sign out here
            </Button>
          </div>
        </>
      ) : (
        <SignInForm state={state} endpoint={endpoint} />
      )}
    </div>
  );
}

function Waiting({ by }: { by: "window" | "leaving" | "renewing" }) {
  const words = {
    window: "Waiting for the sign-in window. Closed it, or cannot see it? Cancel and begin again.",
    leaving: "Going to the sign-in…",
    renewing: "Getting a new token…",
  };
  return (
    <div className={styles.waiting} role="status">
      <p>{words[by]}</p>
      <Button size="small" onClick={cancelSignIn}>
        Cancel
      </Button>
    </div>
  );
}

function SignInForm({ state, endpoint }: { state: SignIn; endpoint: string }) {
  const { settings, given, request } = state;
  const isMicrosoft = given.authority === undefined;
  const fault = settingsFault({ ...settings, clientId: request.clientId, tenant: request.tenant }, isMicrosoft);
  const begin = (how: "window" | "leaving" | "device") => signIn(how, request, endpoint);
  return (
    <>
      <Field
        label="Application (client) ID"
        value={settings.clientId}
        placeholder={given.clientId ?? "00000000-0000-0000-0000-000000000000"}
        spellCheck={false}
        onChange={(event) => changeSettings({ clientId: event.target.value.trim() })}
        hint={
          given.clientId
            ? "Left empty, it is the one this proxy was started with."
            : "Of your own registration. No secret."
        }
      />
      {isMicrosoft && (
        <Field
          label="Tenant"
          value={settings.tenant}
          placeholder={given.tenant ?? "your organisation"}
          spellCheck={false}
          onChange={(event) => changeSettings({ tenant: event.target.value.trim() })}
          hint="contoso.com or its id. Empty only for an application of any organisation; consumers for Outlook.com."
        />
      )}
      <label className={styles.keep}>
        <input
          type="checkbox"
          checked={settings.keep}
          onChange={(event) => changeSettings({ keep: event.target.checked })}
        />
        <span>Stay signed in when this tab is loaded again (the token is then in its sessionStorage)</span>
      </label>
      <div className={styles.row}>
        <Button look="primary" disabled={fault !== undefined} onClick={() => begin("window")}>
          {isMicrosoft ? "Sign in with Microsoft" : "Sign in"}
        </Button>
        {settings.keep && (
          <Button disabled={fault !== undefined} onClick={() => begin("leaving")}>
            In this tab
          </Button>
        )}
        <Button look="quiet" disabled={fault !== undefined} onClick={() => begin("device")}>
          With a code
        </Button>
      </div>
      {fault && <p className={styles.hint}>{fault}</p>}
      {isMicrosoft && <Registering state={state} />}
    </>
  );
}

/** The registration in five steps; docs/sign-in.md has them at length. */
function Registering({ state }: { state: SignIn }) {
  const cloud = cloudOf(state.request.cloud);
  const address = redirectUri();
  return (
    <details className={styles.steps}>
      <summary>No application yet? Five minutes</summary>
      <ol>
        <li>
          Open <b>{cloud.portal.replace("https://", "")}</b>, Applications, App registrations, New registration.
        </li>
        <li>
          Add the platform <b>Single-page application</b> with this redirect address:
          <span className={styles.address}>
            <code>{address}</code>
            <Button size="small" onClick={() => copyText(address, "The redirect address was copied.")}>
              Copy
            </Button>
          </span>
        </li>
        <li>
          API permissions, APIs my organization uses, <b>Office 365 Exchange Online</b>, Delegated,{" "}
          <b>EAS.AccessAsUser.All</b>.
        </li>
        <li>
          For signing in with a code, set <b>Allow public client flows</b> under Authentication.
        </li>
        <li>
          Copy the <b>application (client) ID</b> and the <b>directory (tenant) ID</b> into the fields above.
        </li>
      </ol>
      <p>
        The scope asked for is <code>{scopeOf(cloud)}</code>.
      </p>
    </details>
  );
}
