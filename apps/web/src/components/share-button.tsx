import { Link2 } from "lucide-react";
import { useState } from "react";
import { announce } from "../model/announcement-store.ts";
import { type Shared, shareDraft } from "../queries/share-draft.ts";
import { Button } from "./common/button.tsx";
import { copyText } from "./common/copy-text.ts";
import { Popover } from "./common/popover.tsx";
import styles from "./share-button.module.css";

const isThisMachine = /^(?:localhost|127\.|\[::1\])/.test(location.hostname);

/** Makes the link and shows what is in it before anybody copies it. */
export function ShareButton() {
  const [shared, setShared] = useState<Shared>();
  return (
    <Popover
      label="Share"
      align="end"
      trigger={
        <Button action="share" onClick={() => void shareDraft().then(setShared)}>
          <Link2 size={14} aria-hidden="true" /> <span className={styles.word}>Share</span>
        </Button>
      }
    >
      {shared?.problem && <p>{shared.problem}</p>}
      {shared && !shared.problem && (
        <div className={styles.share}>
          <p>
            <strong>The link holds this draft</strong> and opens it anywhere EASel runs. It never sends by itself.
          </p>
          <input
            readOnly
            className={styles.url}
            value={shared.url}
            aria-label="Link"
            onFocus={(event) => event.target.select()}
          />
          <p className={styles.facts}>
            {shared.characters.toLocaleString("en")} characters, no password, token or policy key.
            {shared.removed.length > 0 && ` Left out: ${shared.removed.join(", ")}.`}
            {isThisMachine &&
              " Its address is this machine’s own: elsewhere, put what follows the # behind the address of an EASel there."}
            {shared.characters > 2000 && " Some chat and mail programs cut links this long."}
          </p>
          <Button
            look="primary"
            size="small"
            onClick={() =>
              void copyText(shared.url, "Link copied").then((ok) => !ok && announce("Copy the link by hand."))
            }
          >
            Copy link
          </Button>
        </div>
      )}
    </Popover>
  );
}
