import type { Config, DOMPurify } from "dompurify";

/** Something of a page that would have been fetched, or would lead somewhere. */
export interface RemoteContent {
  kind: "image" | "link" | "style" | "other";
  url: string;
}

export interface MailPreview {
  /** A whole document, for `showPreview` alone. */
  markup: string;
  /** What was taken out because it stands elsewhere, each address once. */
  remote: RemoteContent[];
  /** Elements that were taken out, by name: "script", "form". */
  removed: string[];
}

/** A preview of more characters is not made: the source shows it. */
export const MAX_PREVIEW = 2_000_000;
/** Addresses that are listed. */
const MAX_REMOTE = 500;

/** The innermost of four walls: nothing of the page's own policy lets a mail reach even the page's own server. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const HEAD = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">`;

const KEPT: Config = {
  USE_PROFILES: { html: true },
  WHOLE_DOCUMENT: true,
  ALLOW_DATA_ATTR: false,
  FORBID_TAGS: [
    "form",
    "input",
    "button",
    "select",
    "option",
    "textarea",
    "video",
    "audio",
    "source",
    "track",
    "picture",
  ],
};

/** Attributes that name something elsewhere. */
const ADDRESSES = new Set([
  "src",
  "srcset",
  "href",
  "background",
  "poster",
  "action",
  "data",
  "cite",
  "longdesc",
  "ping",
]);
const CSS_ADDRESS = /url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/gis;

/**
 * HTML of a mail as a page that can do nothing and reaches nothing (decision 18). `picture` gives the data URL of a
 * picture the message brings along, by its Content-ID.
 */
export async function previewMail(
  html: string,
  picture: (contentId: string) => string | undefined,
): Promise<MailPreview> {
  const { default: purify } = await import("dompurify");
  const remote = new Map<string, RemoteContent>();
  const removed = new Set<string>();
  const note = (kind: RemoteContent["kind"], url: string) => {
    const known = url.trim();
    if (known !== "" && !known.startsWith("#") && remote.size < MAX_REMOTE && !remote.has(known))
      remote.set(known, { kind, url: known });
  };
  const emptied = (css: string) =>
    css.replace(CSS_ADDRESS, (all, _quote, inner?: string, _other?: string, imported?: string) => {
      const url = inner ?? imported ?? "";
      if (inner !== undefined && /^data:image\//i.test(url)) return all;
      note("style", url);
      return inner === undefined ? "" : "none";
    });

  purify.addHook("uponSanitizeElement", (node, { tagName, allowedTags }) => {
    if (!(node instanceof Element)) return;
    if (tagName === "style") node.textContent = emptied(node.textContent);
    if (allowedTags[tagName] || tagName === "body" || tagName === "html") return;
    // What is dropped with its element would be named nowhere.
    for (const name of ADDRESSES) note("other", node.getAttribute(name) ?? "");
    const refresh = tagName === "meta" && /url\s*=\s*["']?([^"']+)/i.exec(node.getAttribute("content") ?? "");
    if (refresh) note("link", refresh[1] ?? "");
    if (tagName !== "meta" && tagName !== "title") removed.add(tagName);
  });
  purify.addHook("uponSanitizeAttribute", (element, event) => {
    const { attrName, attrValue } = event;
    if (attrName === "style") event.attrValue = emptied(attrValue);
    if (!ADDRESSES.has(attrName)) return;
    if (attrName === "href" && attrValue.startsWith("#")) return;
    const isPicture = element.tagName === "IMG" && attrName === "src";
    if (isPicture && /^data:image\//i.test(attrValue)) return;
    const own = isPicture && /^cid:/i.test(attrValue) ? picture(contentIdOf(attrValue)) : undefined;
    if (own !== undefined) {
      event.attrValue = own;
      return;
    }
    event.keepAttr = false;
    if (attrName === "srcset") {
      for (const candidate of attrValue.split(/\s*,\s+/)) note("image", candidate.trim().split(/\s+/)[0] ?? "");
      return;
    }
    note(attrName === "href" ? "link" : isPicture || attrName === "background" ? "image" : "other", attrValue);
  });
  try {
    const clean = sanitize(purify, html);
    return { markup: HEAD + clean, remote: [...remote.values()], removed: [...removed] };
  } finally {
    purify.removeAllHooks();
  }
}

/**
 * Puts a preview into a frame, which must have an empty `sandbox`.
 * @throws TypeError for any other frame.
 */
export function showPreview(frame: HTMLIFrameElement, { markup }: MailPreview): void {
  if (frame.getAttribute("sandbox") !== "") throw new TypeError("A mail is shown in an empty sandbox only.");
  // A TrustedHTML where the browser has them; the DOM's types know strings only.
  frame.srcdoc = (policy()?.createHTML(markup) ?? markup) as string;
}

const contentIdOf = (url: string): string => {
  const id = url.slice("cid:".length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};

type Policy = NonNullable<Config["TRUSTED_TYPES_POLICY"]>;
type Rules = Pick<Policy, "createHTML" | "createScriptURL">;

let made: Policy | undefined;

/** Known to this module alone, so that nothing else can make markup of a text; undefined in browsers without. */
function policy(): Policy | undefined {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Rules): Policy } };
  made ??= trustedTypes?.createPolicy("easel-mail-preview", {
    createHTML: (markup: string) => markup,
    createScriptURL: () => {
      throw new TypeError("A mail's preview has no scripts.");
    },
  } as unknown as Rules);
  return made;
}

function sanitize(purify: DOMPurify, html: string): string {
  const own = policy();
  return String(purify.sanitize(html, own ? { ...KEPT, TRUSTED_TYPES_POLICY: own } : KEPT));
}
