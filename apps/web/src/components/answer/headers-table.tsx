import { useMemo, useState } from "react";
import { readHeaders } from "../../model/header-groups.ts";
import type { RoundTrip } from "../../model/round-trip.ts";
import { Segmented } from "../common/segmented.tsx";
import { ConnectionFacts } from "./connection-facts.tsx";
import { HeaderRow } from "./header-row.tsx";
import styles from "./headers-table.module.css";

const sides = [
  { value: "reply", label: "Answer" },
  { value: "request", label: "As sent" },
] as const;

/** Every header by what it is about, with its meaning and what its value says. Raw has them in their order. */
export function HeadersTable({ roundTrip }: { roundTrip: RoundTrip }) {
  const { reply, request } = roundTrip;
  const [side, setSide] = useState<"reply" | "request">("reply");
  const headers = side === "reply" ? reply?.headers : request.headers;
  const groups = useMemo(() => readHeaders(headers ?? []), [headers]);
  return (
    <div className={styles.scroller}>
      <div className={styles.bar}>
        <Segmented label="Headers of" value={side} options={sides} onChoose={setSide} />
        {side === "request" && (
          <p>
            The proxy adds Host, Content-Length and Connection. Passwords, tokens and keys are not kept here, so they
            cannot be shown.
          </p>
        )}
      </div>
      {groups.length === 0 && (
        <p className={styles.none}>{side === "reply" ? "The answer has no header." : "No header was sent."}</p>
      )}
      {groups.map(({ group, title, headers: rows }) => (
        <section key={group} className={styles.group} aria-label={`${title} headers`}>
          <h3>
            {title} <small>{rows.length}</small>
          </h3>
          {group === "other" && <p>EASel knows nothing about these; they stand as they came.</p>}
          <table className={styles.table}>
            <thead className="visually-hidden">
              <tr>
                <th>Header</th>
                <th>Value and meaning</th>
                <th>Copy</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((header) => (
                <HeaderRow key={header.index} header={header} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {side === "reply" && reply && <ConnectionFacts reply={reply} />}
    </div>
  );
}
