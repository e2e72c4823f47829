import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import styles from "./app.module.css";
import { Announcer } from "./components/common/announcer.tsx";
import { NoticeBar } from "./components/notice-bar.tsx";
import { StartScreen } from "./components/start/start-screen.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { queryClient } from "./queries/query-client.ts";
import { useConfig, useEndpoint } from "./queries/use-config.ts";
import { useAddress, useLink } from "./queries/use-link.ts";
import { useSandboxAccount } from "./queries/use-sandbox-account.ts";
import { useTheme } from "./queries/use-theme.ts";
import { useHistory, useView } from "./queries/use-view.ts";

// The start screen needs neither the bench nor the doctor; they are fetched while it is read.
const bench = () => import("./components/workbench.tsx");
const Workbench = lazy(async () => ({ default: (await bench()).Workbench }));

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Page />
    </QueryClientProvider>
  );
}

function Page() {
  const view = useView();
  const endpoint = useEndpoint();
  useLink();
  useHistory();
  useAddress(view === "workbench");
  const { isError } = useConfig();
  useTheme();
  useEffect(() => {
    void bench();
    void import("./components/bench-bar.tsx");
    void import("./components/share-button.tsx");
  }, []);
  useSandboxAccount();
  return (
    <div className={styles.page}>
      <TopBar endpoint={endpoint} />
      <NoticeBar />
      {isError && (
        <p className={styles.banner} role="alert">
          The EASel proxy does not answer. Drafts can be edited, but nothing can be sent until it runs again.
        </p>
      )}
      {view === "start" ? (
        <StartScreen />
      ) : (
        <Suspense fallback={<main className={styles.loading} aria-busy="true" />}>
          <Workbench endpoint={endpoint} />
        </Suspense>
      )}
      <Announcer />
    </div>
  );
}
