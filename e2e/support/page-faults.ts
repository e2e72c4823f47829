import type { BrowserContext } from "@playwright/test";

const WORKER_WARNING = /could not create web worker/i;

export interface PageFaults {
  /** A fault this test provokes on purpose, for instance the browser's line about a refused request. */
  allow(pattern: RegExp): void;
  /** What went wrong on the page so far, allowed faults left out. */
  list(): string[];
}

/** Collects uncaught errors, console errors and Monaco's worker warning of every page of a browser context. */
export function watchFaults(context: BrowserContext): PageFaults {
  const faults: string[] = [];
  const allowed: RegExp[] = [];
  context.on("weberror", (error) => faults.push(`Uncaught: ${error.error().stack ?? error.error().message}`));
  context.on("console", (message) => {
    if (message.type() !== "error" && !WORKER_WARNING.test(message.text())) return;
    faults.push(`Console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  return {
    allow: (pattern) => allowed.push(pattern),
    list: () => faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
  };
}
