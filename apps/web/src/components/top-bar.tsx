import { Command, Monitor, Moon, Sun } from "lucide-react";
import { lazy, Suspense } from "react";
import { showOverlay } from "../queries/overlay.ts";
import { actionHints } from "../queries/use-action.ts";
import { chooseTheme, useNarrow, useTheme } from "../queries/use-theme.ts";
import { showView, useView } from "../queries/use-view.ts";
import { Button } from "./common/button.tsx";
import styles from "./top-bar.module.css";

// What belongs to the bench comes with it; the start screen does not wait for menus it does not show.
const BenchBar = lazy(async () => ({ default: (await import("./bench-bar.tsx")).BenchBar }));
const ShareButton = lazy(async () => ({ default: (await import("./share-button.tsx")).ShareButton }));

export function TopBar() {
  const view = useView();
  const narrow = useNarrow();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.logo} onClick={() => showView("start")} aria-label="EASel, to the start">
        EAS<b>el</b>
      </button>
      {view === "workbench" && (
        <Suspense>
          <BenchBar />
        </Suspense>
      )}
      <span className={styles.space} />
      {view === "workbench" ? (
        !narrow && (
          <Button look="quiet" {...actionHints("start")} onClick={() => showView("start")}>
            Start
          </Button>
        )
      ) : (
        <Button look="quiet" {...actionHints("bench")} onClick={() => showView("workbench")}>
          To the bench
        </Button>
      )}
      <PaletteButton />
      {/* On a narrow bench the palette has it: server, account and Share need the room. */}
      {(view === "start" || !narrow) && <ThemeButton />}
      {view === "workbench" && (
        <Suspense>
          <ShareButton />
        </Suspense>
      )}
    </header>
  );
}

/** The way in for who knows no key: everything else is found from here. */
function PaletteButton() {
  return (
    <Button look="quiet" {...actionHints("palette")} aria-label="Find an action" onClick={() => showOverlay("palette")}>
      <Command size={15} aria-hidden="true" />
    </Button>
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
