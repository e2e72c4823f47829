import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import styles from "./app.module.css";
import { BenchSkeleton } from "./components/bench-skeleton.tsx";
import { Announcer } from "./components/common/announcer.tsx";
import { CrashGuard } from "./components/crash-guard.tsx";
import { Notices } from "./components/notices.tsx";
import { loadOverlays, Overlays } from "./components/overlays.tsx";
import { StartScreen } from "./components/start/start-screen.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { usePageActions } from "./components/use-page-actions.ts";
import { loadEditor } from "./editor/load-editor.ts";
import { queryClient } from "./queries/query-client.ts";
import { useConfig } from "./queries/use-config.ts";
import { useKeys } from "./queries/use-keys.ts";
import { useLink } from "./queries/use-link.ts";
import { useTheme } from "./queries/use-theme.ts";
import { useHistory, useView } from "./queries/use-view.ts";

// The start screen needs no draft, bench or doctor; they are fetched while it is read.
const bench = () => import("./components/workbench.tsx");
const Workbench = lazy(async () => ({ default: (await bench()).Workbench }));

export function App() {
  return (
    <CrashGuard>
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>
    </CrashGuard>
  );
}

function Page() {
  const view = useView();
  const opening = useLink();
  useHistory();
  const { isError } = useConfig();
  useTheme();
  useKeys();
  usePageActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page is opened with says what to fetch first
  useEffect(() => {
    void bench();
    // A link wants its editors; the start screen leaves them until a draft is opened.
    if (opening) void loadEditor();
    void import("./components/bench-bar.tsx");
    void import("./components/share-button.tsx");
    void loadOverlays();
  }, []);
  return (
    <div className={styles.page}>
      <TopBar />
      <Notices />
      {isError && (
        <p className={styles.banner} role="alert">
          The EASel proxy does not answer. Drafts can be edited, but nothing can be sent until it runs again.
        </p>
      )}
      {view === "workbench" ? (
        <Suspense fallback={<BenchSkeleton />}>
          <Workbench />
        </Suspense>
      ) : opening ? (
        <BenchSkeleton />
      ) : (
        <StartScreen />
      )}
      <Overlays />
      <Announcer />
    </div>
  );
}
