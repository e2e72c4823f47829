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
        focusBorder: "#00000000",
        "scrollbar.shadow": "#00000000",
        "scrollbarSlider.background": `${colour.faint}40`,
        "scrollbarSlider.hoverBackground": `${colour.faint}66`,
        "scrollbarSlider.activeBackground": `${colour.faint}88`,
      },
    });
  }
}
