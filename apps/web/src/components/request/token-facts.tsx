import { type TokenFacts, timeLeft } from "../../model/access-token.ts";
import { useNow } from "../../queries/use-now.ts";
import styles from "./token-facts.module.css";

/** What a token says of itself, its end counting down. */
export function TokenFactsList({ facts, account }: { facts: TokenFacts | undefined; account?: string }) {
  const now = useNow(1000);
  const who = account || facts?.account;
  if (!facts && !who) {
    return (
      <p className={styles.opaque}>
        This token cannot be read here, only by its server: those of personal accounts are like that.
      </p>
    );
  }
  const rows: [string, string | undefined][] = [
    ["Signed in as", who],
    ["Audience", facts?.audience],
    ["Scopes", facts?.scopes.join(" ") || (facts?.roles.length ? `none; roles ${facts.roles.join(" ")}` : undefined)],
    ["Tenant", facts?.tenant],
    ["Application", facts?.application],
    [
      "Expires",
      facts?.expiresAt === undefined
        ? undefined
        : `in ${timeLeft(facts.expiresAt, now)}`.replace("in expired", "expired"),
    ],
  ];
  return (
    <dl className={styles.facts} data-testid="token-facts">
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
