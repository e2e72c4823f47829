import { useMemo } from "react";
import type { Theme } from "../../editor/index.ts";
import { useAtRest } from "../../queries/use-at-rest.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { MailView } from "../mail/mail-view.tsx";
import styles from "./mime-pane.module.css";

/** The draft's message as who gets it will read it. Read anew once typing rests. */
export function MessageReader({ live, theme }: { live: LiveWire; theme: Theme }) {
  const bytes = useAtRest(live, messageBytes, live.wire.mime?.bytes);
  const whole = useMemo(() => bytes?.toBytes(), [bytes]);
  return (
    <div className={styles.reader} data-testid="message-reader">
      {whole && <MailView bytes={whole} theme={theme} onShowBytes={undefined} />}
    </div>
  );
}

const messageBytes = ({ wire }: LiveWire) => wire.mime?.bytes;
