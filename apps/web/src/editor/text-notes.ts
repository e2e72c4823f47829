import { askedOf } from "./language-help.ts";
import type { Monaco } from "./monaco-type.ts";

/**
 * Words beside values, as hints: they are drawn in the text, and neither selected, searched nor copied with it. Monaco
 * asks for what is in sight alone.
 */
export function registerTextNotes(monaco: Monaco): void {
  const { InlayHintKind } = monaco.languages;
  monaco.languages.registerInlayHintsProvider("xml", {
    provideInlayHints: (model, range) => {
      const at = askedOf(model);
      const start = at?.exact.offsetOf({ lineNumber: range.startLineNumber, column: range.startColumn }) ?? 0;
      const end = at?.exact.offsetOf({ lineNumber: range.endLineNumber, column: range.endColumn }) ?? 0;
      const notes = at?.help()?.notes?.({ start, end }) ?? [];
      const hints = notes.map(({ offset, text, isFault }) => ({
        label: text,
        position: at?.exact.rangeOf({ start: offset, end: offset }).getStartPosition() ?? { lineNumber: 1, column: 1 },
        paddingLeft: true,
        // The two kinds differ in their colours alone (themes.ts).
        kind: isFault ? InlayHintKind.Parameter : InlayHintKind.Type,
      }));
      return { hints, dispose: () => undefined };
    },
  });
}

/** Unlike the text itself, which is set in the editor's font. */
const NOTE_FONT = '"Inter Variable", system-ui, sans-serif';

export const noteOptions = (isOn: boolean) => ({
  inlayHints: {
    enabled: isOn ? ("on" as const) : ("off" as const),
    maximumLength: 0,
    fontSize: 11,
    fontFamily: NOTE_FONT,
    padding: true,
  },
});
