import type { Reply } from "../../model/round-trip.ts";
import styles from "./headers-table.module.css";

/** What is known of the connection the answer came over. */
export function ConnectionFacts({ reply }: { reply: Reply }) {
  const { httpVersion, remoteAddress, tls } = reply;
  return (
    <section className={styles.group} aria-label="Connection">
      <h3>Connection</h3>
      <dl className={styles.facts}>
        <dt>HTTP version</dt>
        <dd>{httpVersion}</dd>
        {remoteAddress && (
          <>
            <dt>Address</dt>
            <dd>{remoteAddress}</dd>
          </>
        )}
        {tls && (
          <>
            <dt>TLS</dt>
            <dd>
              {tls.version}, {tls.cipher}
            </dd>
            {tls.certificates.map((certificate) => (
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
    </section>
  );
}
