import { headerMeaning, serverToldBy } from "@easel/doctor/knowledge";
import { Copy } from "lucide-react";
import type { Reply } from "../../model/round-trip.ts";
import { Button } from "../common/button.tsx";
import { copyText } from "../common/copy-text.ts";
import styles from "./headers-table.module.css";

/** Every header as it came, in order, with its meaning where we know one. */
export function HeadersTable({ reply }: { reply: Reply }) {
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead className="visually-hidden">
          <tr>
            <th>Header</th>
            <th>Value</th>
            <th>Copy</th>
          </tr>
        </thead>
        <tbody>
          {reply.headers.map(([name, value], index) => {
            const server = serverToldBy(name, reply.headers);
            const meaning = [headerMeaning(name)?.meaning, server && `Here it tells the server: ${server}.`]
              .filter(Boolean)
              .join(" ");
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same header may come twice
              <tr key={index}>
                <th scope="row">{name}</th>
                <td>
                  <code>{value}</code>
                  {meaning && <p>{meaning}</p>}
                </td>
                <td>
                  <Button
                    look="quiet"
                    size="small"
                    aria-label={`Copy the value of ${name}`}
                    onClick={() => copyText(value, `${name} copied`)}
                  >
                    <Copy size={13} aria-hidden="true" />
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <dl className={styles.facts}>
        <dt>HTTP version</dt>
        <dd>{reply.httpVersion}</dd>
        {reply.remoteAddress && (
          <>
            <dt>Address</dt>
            <dd>{reply.remoteAddress}</dd>
          </>
        )}
        {reply.tls && (
          <>
            <dt>TLS</dt>
            <dd>
              {reply.tls.version}, {reply.tls.cipher}
            </dd>
            {reply.tls.certificates.map((certificate) => (
              <div key={certificate.subject + certificate.validTo} className={styles.certificate}>
                <dt>Certificate</dt>
                <dd>
                  {certificate.subject}, by {certificate.issuer}, until {certificate.validTo}
                </dd>
              </div>
            ))}
          </>
        )}
      </dl>
    </div>
  );
}
