import { useRef, useState } from "react";
import { domainOf } from "../../model/autodiscover.ts";
import type { Credentials } from "../../model/credentials.ts";
import { updateSession } from "../../model/session-store.ts";
import type { SearchStep } from "../../services/find-server.ts";
import { Button } from "../common/button.tsx";
import { Field } from "../common/field.tsx";
import styles from "./target-menu.module.css";

/** Autodiscover: the server of an address, each place that is asked shown with what it said. */
export function FindServer({ onFound }: { onFound: (url: string) => void }) {
  const [address, setAddress] = useState("");
  const [password, setPassword] = useState("");
  const [steps, setSteps] = useState<SearchStep[]>([]);
  const [searching, setSearching] = useState(false);
  const [outcome, setOutcome] = useState("");
  const running = useRef<AbortController>(null);

  const search = async () => {
    const abort = new AbortController();
    running.current = abort;
    setSteps([]);
    setOutcome("");
    setSearching(true);
    const credentials: Credentials =
      password === "" ? { kind: "none" } : { kind: "basic", user: address.trim(), password };
    try {
      const { findServer } = await import("../../services/find-server.ts");
      const found = await findServer(
        address,
        credentials,
        (step) => setSteps((before) => [...before, step]),
        abort.signal,
      );
      setOutcome(
        found
          ? "Found, and taken as the server."
          : "No place there names a server. Ask for its address, or put it in above.",
      );
      if (found) {
        // The password was typed for this address: its server is who it is for.
        if (credentials.kind === "basic") updateSession(found.url, { credentials });
        onFound(found.url);
      }
    } catch {
      setOutcome("Stopped.");
    }
    setSearching(false);
  };

  return (
    <details className={styles.find}>
      <summary>Find it from an e-mail address</summary>
      <div className={styles.findFields}>
        <Field
          label="E-mail address"
          value={address}
          placeholder="name@example.com"
          onChange={(event) => setAddress(event.target.value)}
        />
        <Field
          label="Password"
          type="password"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          hint={`Most servers want one. It goes to ${domainOf(address) ?? "the address's domain"} alone, and stays in this tab's memory.`}
        />
        {searching ? (
          <Button size="small" onClick={() => running.current?.abort()}>
            Stop
          </Button>
        ) : (
          <Button size="small" disabled={domainOf(address) === undefined} onClick={search}>
            Ask Autodiscover
          </Button>
        )}
      </div>
      <ol className={styles.steps} role="status">
        {steps.map(({ url, words, advice }) => (
          <li key={url}>
            <code>{url}</code>
            <span>{words}</span>
            {advice && <span>{advice}</span>}
          </li>
        ))}
        {outcome && <li>{outcome}</li>}
      </ol>
    </details>
  );
}
