/** Headings of the palette and of the list of keys, in this order. */
export const actionGroups = ["Request", "Findings", "Go to", "Bytes", "Page"] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface ActionFacts {
  title: string;
  group: ActionGroup;
  /** In the notation of tinykeys: `$mod` is Ctrl, on a Mac Command; presses in a row have a blank between them. */
  keys?: readonly string[];
  /** Other words it may be looked for by. */
  words?: string;
  /** The key means something of its own inside an editor, and is left to it there. */
  leftToEditors?: boolean;
}

/**
 * Everything that can be done without writing: what it is called and by which key. Whether it can be done now, and
 * how, is bound by the part of the page that does it (`action-store`). One letter alone is no key: letters are
 * typed, and speech input types them. `G` and a letter are, outside of text fields, unless they are switched off.
 */
const table = {
  send: { title: "Send, or cancel while waiting", group: "Request", keys: ["$mod+Enter"], words: "run stop abort" },
  command: { title: "Choose the command", group: "Request", keys: ["g c"], words: "cmd" },
  version: { title: "Choose the protocol version", group: "Request", keys: ["g v"] },
  target: { title: "Choose the server", group: "Request", keys: ["g s"], words: "target sandbox office 365 host" },
  account: { title: "Sign in", group: "Request", keys: ["g i"], words: "account identity password token user login" },
  fields: { title: "Fields of the query", group: "Request", keys: ["g q"], words: "user device id type" },
  headers: { title: "Headers and policy key", group: "Request", keys: ["g h"], words: "cookies" },
  "body-form": { title: "Choose the form of the body", group: "Request", keys: ["g b"], words: "wbxml mime xml none" },
  starter: { title: "Choose another starter", group: "Request", keys: ["g r"], words: "minimal full template" },
  "open-file": { title: "Open a file as the message", group: "Request", keys: ["g o"], words: "eml mime load" },
  "all-crlf": { title: "Make all line ends of the message CRLF", group: "Request" },
  share: { title: "Share the draft as a link", group: "Request", keys: ["g l"], words: "copy url" },
  compare: { title: "Compare two round trips", group: "Request", keys: ["g d"], words: "diff difference history" },
  paste: { title: "Paste a request", group: "Request", keys: ["g p"], words: "open import hex base64" },
  "next-finding": { title: "Next finding", group: "Findings", keys: ["F8"], leftToEditors: true },
  "previous-finding": { title: "Finding before", group: "Findings", keys: ["Shift+F8"], leftToEditors: true },
  fix: {
    title: "Press the fix of this finding, or the first there is",
    group: "Findings",
    keys: ["$mod+."],
    words: "mend repair quick",
    leftToEditors: true,
  },
  "undo-fix": { title: "Take the last fix back", group: "Findings", words: "undo" },
  mime: { title: "MIME editor", group: "Go to", keys: ["g m"], words: "message" },
  xml: { title: "XML editor", group: "Go to", keys: ["g x"], words: "request" },
  wire: { title: "The wire", group: "Go to", keys: ["g w"], words: "bytes hex tokens wbxml" },
  answer: { title: "Answer", group: "Go to", keys: ["g a"], words: "reply response status" },
  url: { title: "Query of the URL", group: "Go to", keys: ["g u"] },
  "outline-mime": { title: "Outline of the message", group: "Go to", words: "parts headers" },
  "outline-xml": { title: "Outline of the request's XML", group: "Go to", words: "elements" },
  "outline-answer": { title: "Outline of the answer", group: "Go to", words: "elements" },
  "filter-answer": { title: "Filter the answer", group: "Go to", keys: ["g f"], words: "find search status elements" },
  "find-bytes": { title: "Find in the bytes", group: "Go to", keys: ["g y"], words: "search hex text element offset" },
  "next-hit": { title: "Next place found", group: "Go to", keys: ["F4"], words: "hit filter search" },
  "previous-hit": { title: "Place found before", group: "Go to", keys: ["Shift+F4"], words: "hit filter search" },
  "copy-path": {
    title: "Copy the path of the element in the answer",
    group: "Go to",
    keys: ["Alt+Shift+KeyC"],
    words: "clipboard",
  },
  start: { title: "Start screen", group: "Go to", keys: ["g t"], words: "home gallery" },
  bench: { title: "The bench", group: "Go to", keys: ["g e"], words: "workbench editors" },
  "copy-hex": { title: "Copy the bytes as hex", group: "Bytes", words: "wire clipboard" },
  "save-bytes": { title: "Save the bytes as a file", group: "Bytes", words: "wire download" },
  "theme-system": { title: "Colours as the system has them", group: "Page", words: "theme auto" },
  "theme-light": { title: "Light colours", group: "Page", words: "theme" },
  "theme-dark": { title: "Dark colours", group: "Page", words: "theme" },
  palette: { title: "Find an action, a command or a case", group: "Page", keys: ["$mod+k"] },
  keys: { title: "List of keys", group: "Page", keys: ["Shift+?", "F1"], words: "shortcuts help keyboard" },
} as const satisfies Record<string, ActionFacts>;

export type ActionId = keyof typeof table;

export const actions: Readonly<Record<ActionId, ActionFacts>> = table;
export const actionIds = Object.keys(table) as readonly ActionId[];
