import type { Monaco } from "./monaco-type.ts";

export type Theme = "light" | "dark";
export const themeName = (theme: Theme): string => `easel-${theme}`;

interface Palette {
  base: "vs" | "vs-dark";
  panel: string;
  ink: string;
  dim: string;
  faint: string;
  line: string;
  tag: string;
  name: string;
  value: string;
  accent: string;
  accentSoft: string;
  bad: string;
  warn: string;
  sunk: string;
  edge: string;
  mark: string;
}

// Monaco takes literal colours only; these are the page's tokens (styles/tokens.css) by hand.
const palettes: Record<Theme, Palette> = {
  light: {
    base: "vs",
    panel: "#ffffff",
    ink: "#1b2330",
    dim: "#5a6577",
    faint: "#636d7d",
    line: "#eceff3",
    tag: "#1f5fd0",
    name: "#7a3fc4",
    value: "#0a7255",
    accent: "#3457d5",
    accentSoft: "#e4eaff",
    bad: "#b42f08",
    warn: "#855608",
    sunk: "#f6f7f9",
    edge: "#cfd5de",
    mark: "#fff3c4",
  },
  dark: {
    base: "vs-dark",
    panel: "#161b23",
    ink: "#e6e9ef",
    dim: "#a3adbb",
    faint: "#949eac",
    line: "#1f2630",
    tag: "#8fb1ff",
    name: "#c7a3ff",
    value: "#62d3ab",
    accent: "#86a3ff",
    accentSoft: "#26345f",
    bad: "#ff9575",
    warn: "#f0c565",
    sunk: "#10151c",
    edge: "#36404e",
    mark: "#3d3413",
  },
};

export function defineThemes(monaco: Monaco): void {
  for (const theme of ["light", "dark"] as const) {
    const colour = palettes[theme];
    const bare = (hex: string) => hex.slice(1);
    monaco.editor.defineTheme(themeName(theme), {
      base: colour.base,
      inherit: true,
      rules: [
        { token: "", foreground: bare(colour.ink) },
        { token: "tag", foreground: bare(colour.tag) },
        { token: "tag.xml", foreground: bare(colour.tag) },
        { token: "metatag", foreground: bare(colour.dim) },
        { token: "delimiter", foreground: bare(colour.dim) },
        { token: "delimiter.xml", foreground: bare(colour.dim) },
        { token: "delimiter.cdata.xml", foreground: bare(colour.dim) },
        { token: "metatag.xml", foreground: bare(colour.dim) },
        { token: "attribute.name", foreground: bare(colour.name) },
        { token: "attribute.name.xml", foreground: bare(colour.name) },
        { token: "attribute.value", foreground: bare(colour.value) },
        { token: "attribute.value.xml", foreground: bare(colour.value) },
        { token: "string", foreground: bare(colour.value) },
        { token: "number", foreground: bare(colour.name) },
        { token: "keyword", foreground: bare(colour.name) },
        { token: "comment", foreground: bare(colour.faint), fontStyle: "italic" },
      ],
      colors: {
        "editor.background": colour.panel,
        "editor.foreground": colour.ink,
        "editorLineNumber.foreground": colour.faint,
        "editorLineNumber.activeForeground": colour.dim,
        "editorLineNumber.dimmedForeground": colour.faint,
        "editorGutter.background": colour.panel,
        "editorCursor.foreground": colour.accent,
        "editor.lineHighlightBorder": "#00000000",
        "editor.lineHighlightBackground": `${colour.line}aa`,
        "editorIndentGuide.background1": colour.line,
        "editorWidget.background": colour.panel,
        "editorError.foreground": colour.bad,
        "editorWarning.foreground": colour.warn,
        "editorInfo.foreground": colour.accent,
        ...popupColours(colour),
        "editorInlayHint.foreground": colour.dim,
        "editorInlayHint.background": colour.sunk,
        "editorInlayHint.typeForeground": colour.dim,
        "editorInlayHint.typeBackground": colour.sunk,
        "editorInlayHint.parameterForeground": colour.bad,
        "editorInlayHint.parameterBackground": colour.sunk,
        focusBorder: "#00000000",
        "scrollbar.shadow": "#00000000",
        "scrollbarSlider.background": `${colour.faint}40`,
        "scrollbarSlider.hoverBackground": `${colour.faint}66`,
        "scrollbarSlider.activeBackground": `${colour.faint}88`,
      },
    });
  }
}

/** What opens over the text: lists, tooltips, fixes. */
const popupColours = (colour: Palette) => ({
  "editorWidget.foreground": colour.ink,
  "editorWidget.border": colour.edge,
  "editorSuggestWidget.background": colour.panel,
  "editorSuggestWidget.border": colour.edge,
  "editorSuggestWidget.foreground": colour.ink,
  "editorSuggestWidget.selectedBackground": colour.accentSoft,
  "editorSuggestWidget.selectedForeground": colour.ink,
  "editorSuggestWidget.selectedIconForeground": colour.ink,
  "editorSuggestWidget.highlightForeground": colour.accent,
  "editorSuggestWidget.focusHighlightForeground": colour.accent,
  "symbolIcon.fieldForeground": colour.dim,
  "symbolIcon.moduleForeground": colour.dim,
  "editorHoverWidget.background": colour.panel,
  "editorHoverWidget.foreground": colour.ink,
  "editorHoverWidget.border": colour.edge,
  "editorHoverWidget.statusBarBackground": colour.sunk,
  "textLink.foreground": colour.accent,
  "textLink.activeForeground": colour.accent,
  "editorLightBulb.foreground": colour.accent,
  "editorLightBulbAutoFix.foreground": colour.accent,
  "editorActionList.background": colour.panel,
  "editorActionList.foreground": colour.ink,
  "editorActionList.focusBackground": colour.accentSoft,
  "editorActionList.focusForeground": colour.ink,
  "menu.background": colour.panel,
  "menu.foreground": colour.ink,
  "menu.border": colour.edge,
  "menu.selectionBackground": colour.accentSoft,
  "menu.selectionForeground": colour.ink,
  "list.hoverBackground": colour.sunk,
  "list.focusBackground": colour.accentSoft,
  "list.focusForeground": colour.ink,
  "list.focusHighlightForeground": colour.accent,
  "list.highlightForeground": colour.accent,
});
