import type { Monaco } from "./monaco-type.ts";

export const MIME_LANGUAGE = "easel-mime";

/** Colours a message: header names, boundaries, the body. Reading it is the codec's work, not this one's. */
export function registerMimeLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: MIME_LANGUAGE });
  monaco.languages.setMonarchTokensProvider(MIME_LANGUAGE, {
    defaultToken: "",
    // Monarch shows an empty line to a rule only when this is on; the blank line ends the headers.
    includeLF: true,
    tokenizer: {
      root: [
        [/^[\uEF0A\uEF0D]?\n/, { token: "", next: "@body" }],
        [/^[!-9;-~]+:/, "tag"],
        [/^[ \t]+/, "white"],
        [/<[^>\s]+@[^>\s]+>/, "string"],
        [/"[^"\n]*"/, "string"],
        [/=\?[^?\s]+\?[bqBQ]\?[^?\s]*\?=/, "number"],
        [/[^<"=\n]+/, ""],
        [/./, ""],
        [/\n/, ""],
      ],
      body: [
        [/^--[^\s].*$/, { token: "keyword", next: "@root" }],
        [/[^\n]+/, ""],
        [/\n/, ""],
      ],
    },
  });
  monaco.languages.setLanguageConfiguration(MIME_LANGUAGE, { wordPattern: /[^\s<>@:;,"()[\]]+/g });
}
