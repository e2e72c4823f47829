import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../app-env.ts";

/** Under these names Monaco makes its own markup, and cleans that of others (DOMPurify). */
const MONACO_POLICIES = [
  "defaultWorkerFactory",
  "diffEditorWidget",
  "diffReview",
  "domLineBreaksComputer",
  "dompurify",
  "editorGhostText",
  "editorViewLayer",
  "richScreenReaderContent",
  "standaloneColorizer",
  "stickyScrollViewLayer",
  "tokenizeToString",
];

/**
 * Everything from the proxy itself. Monaco writes inline styles. Only what went through a named policy becomes markup
 * or a script's address (Trusted Types); the page's own, `default`, lets its workers through and nothing else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  // No frame leads anywhere: a mail is previewed as srcdoc, which is no address.
  "frame-src 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types default easel-mail-preview ${MONACO_POLICIES.join(" ")}`,
].join("; ");

/** The one script that may connect elsewhere: it asks the sign-in service for tokens, and does nothing else. */
const SIGN_IN_WORKER = /^\/assets\/sign-in-worker-[\w-]+\.js$/;
/** The page a sign-in window comes back to. It must be able to reach the window that opened it. */
const SIGN_IN_PAGE = /^\/sign-in(?:\.html)?$/;

const workerPolicy = (origins: readonly string[]): string =>
  ["default-src 'none'", "script-src 'self'", `connect-src ${origins.join(" ")}`].join("; ");

/** On every answer to the page, but for what signing in needs. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Sets the headers of every answer. There is no CORS header, so no other origin can read one. */
export function pageHeaders(loginOrigins: readonly string[] = []): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value);
    if (SIGN_IN_WORKER.test(c.req.path)) c.header("Content-Security-Policy", workerPolicy(loginOrigins));
    if (SIGN_IN_PAGE.test(c.req.path)) c.header("Cross-Origin-Opener-Policy", undefined);
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  };
}
