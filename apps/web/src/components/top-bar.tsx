import { Link2, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { announce } from "../model/announcement-store.ts";
import { shareDraft } from "../queries/use-link.ts";
import { chooseTheme, useNarrow, useTheme } from "../queries/use-theme.ts";
import { showView, useView } from "../queries/use-view.ts";
import { Button } from "./common/button.tsx";
import { copyText } from "./common/copy-text.ts";
import { Popover } from "./common/popover.tsx";
import { AccountMenu } from "./request/account-menu.tsx";
import { TargetMenu } from "./request/target-menu.tsx";
import styles from "./top-bar.module.css";

export function TopBar({ endpoint }: { endpoint: string }) {
  const view = useView();
  const narrow = useNarrow();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.logo} onClick={() => showView("start")} aria-label="EASel, to the start">
        EAS<b>el</b>
      </button>
      {view === "workbench" && (
        <>
          <TargetMenu />
          <AccountMenu endpoint={endpoint} />
        </>
      )}
      <span className={styles.space} />
      {view === "workbench" ? (
        !narrow && (
          <Button look="quiet" onClick={() => showView("start")}>
            Start
          </Button>
        )
      ) : (
        <Button look="quiet" onClick={() => showView("workbench")}>
          To the bench
        </Button>
      )}
      <ThemeButton />
      {view === "workbench" && <ShareButton />}
    </header>
  );
}

const themes = {
  system: { icon: Monitor, next: "light" },
  light: { icon: Sun, next: "dark" },
  dark: { icon: Moon, next: "system" },
} as const;

function ThemeButton() {
  const { choice } = useTheme();
  const { icon: Icon, next } = themes[choice];
  return (
    <Button
      look="quiet"
      aria-label={`Theme: ${choice}. Change to ${next}`}
      title={`Theme: ${choice}`}
      onClick={() => chooseTheme(next)}
    >
      <Icon size={15} aria-hidden="true" />
    </Button>
  );
}

function ShareButton() {
  const [shared, setShared] = useState<Awaited<ReturnType<typeof shareDraft>>>();
  return (
    <Popover
      label="Share"
      align="end"
      trigger={
        <Button onClick={() => void shareDraft().then(setShared)}>
          <Link2 size={14} aria-hidden="true" /> <span className={styles.word}>Share</span>
        </Button>
      }
    >
      {shared && (
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
