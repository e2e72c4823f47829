/** What Escape closes in an editor before it means anything else. */
const OWN = ".find-widget.visible, .suggest-widget.visible, .parameter-hints-widget.visible, .context-view.monaco-menu";

/** Whether an editor has the focus and something open that Escape closes. */
export const editorTakesEscape = (): boolean =>
  Boolean(document.activeElement?.closest(".monaco-editor")) && document.querySelector(OWN) !== null;
