import { timeLeft } from "../../model/access-token.ts";
import { useNow } from "../../queries/use-now.ts";
import { cancelSignIn } from "../../queries/use-sign-in.ts";
import type { DeviceCode } from "../../services/device-code.ts";
import { Button } from "../common/button.tsx";
import { copyText } from "../common/copy-text.ts";
import styles from "./microsoft-sign-in.module.css";

/** The code to enter elsewhere, while the page waits for it. */
export function DeviceCodePanel({ code }: { code: DeviceCode | undefined }) {
  const now = useNow(1000);
  return (
    <div className={styles.waiting} role="status">
      {code ? (
        <>
          <p>
            Open{" "}
            <a href={safeUrl(code.verificationUri)} target="_blank" rel="noreferrer noopener">
              {code.verificationUri}
            </a>{" "}
            on any device and enter
          </p>
          <p className={styles.code} data-testid="user-code">
            {code.userCode}
          </p>
          <p aria-hidden="true">Good for {timeLeft(code.expiresAt, now)}. This page goes on by itself.</p>
        </>
      ) : (
        <p>Asking for a code…</p>
      )}
      <div className={styles.row}>
        {code && (
          <Button size="small" onClick={() => copyText(code.userCode, "The code was copied.")}>
            Copy the code
          </Button>
        )}
        <Button size="small" onClick={cancelSignIn}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** The address comes from the sign-in service: it may lead to a page, not to a script. */
const safeUrl = (url: string): string | undefined => (/^https:\/\//i.test(url) ? url : undefined);
