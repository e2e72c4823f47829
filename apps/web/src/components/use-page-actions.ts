import { showOverlay } from "../queries/overlay.ts";
import { useAction } from "../queries/use-action.ts";
import { chooseTheme, useTheme } from "../queries/use-theme.ts";
import { showView, useView } from "../queries/use-view.ts";

/** What every screen can do. */
export function usePageActions(): void {
  const view = useView();
  const { choice } = useTheme();
  const here = (theme: typeof choice) => () => (choice === theme ? "They are so already." : undefined);
  useAction(
    "start",
    () => showView("start"),
    () => (view === "start" ? "This is it." : undefined),
  );
  useAction(
    "bench",
    () => showView("workbench"),
    () => (view === "workbench" ? "This is it." : undefined),
  );
  useAction("paste", () => {
    showView("start");
    // The field is there once the start screen is drawn.
    requestAnimationFrame(() => document.getElementById("paste-anything")?.focus());
  });
  useAction("theme-system", () => chooseTheme("system"), here("system"));
  useAction("theme-light", () => chooseTheme("light"), here("light"));
  useAction("theme-dark", () => chooseTheme("dark"), here("dark"));
  useAction("palette", () => showOverlay("palette"));
  useAction("keys", () => showOverlay("keys"));
}
