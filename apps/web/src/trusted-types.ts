/**
 * The page writes no markup from text, but for a mail's preview (`services/mail-preview.ts`). What it does need is addresses of its own workers, made by the bundler: the
 * policy named `default` lets these through and refuses everything else, in browsers that have Trusted Types.
 */
export function guardScripts(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", { createScriptURL: ownWorker });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** @throws TypeError for an address of anywhere else. */
export function ownWorker(url: string): string {
  const { origin, pathname } = new URL(url, window.location.href);
  if (origin !== window.location.origin || !/^\/(?:assets|src|node_modules|@)/.test(pathname)) {
    throw new TypeError("EASel starts its own workers only.");
  }
  return url;
}
