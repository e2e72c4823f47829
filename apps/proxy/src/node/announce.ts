import { formatAllowed, publicOnly } from "../guard/index.ts";
import type { StartOptions } from "./flags.ts";

export interface Started {
  url: string;
  /** Where the page is; another than the wanted one when that was taken. */
  port: number;
  /** Whether there is a page to serve. */
  built: boolean;
  /** The sandbox's endpoint. */
  box: string | undefined;
}

/** Says where it is and what it may do: to a person in lines, to whatever reads JSON in one entry. */
export function announce(options: StartOptions, started: Started, print: (line: string) => void): void {
  const open = options.public ? publicOnly(options.allowed) : options.allowed;
  const names = [...new Set(open.map(formatAllowed))];
  const closed = options.allowed.map(formatAllowed).filter((entry) => !names.includes(entry));
  if (options.log === "json") {
    const { url, box } = started;
    const entry = { time: new Date().toISOString(), event: "ready", url, public: options.public, allowed: names };
    print(JSON.stringify({ ...entry, ...(box !== undefined && { sandbox: box }), ...(closed[0] && { closed }) }));
    return;
  }
  print(`EASel is ready: ${started.url}`);
  if (started.port !== options.port && options.port !== 0) {
    print(`  Port ${options.port} is taken, so it is ${started.port}.`);
  }
  if (started.box !== undefined) print(`  Sandbox server: ${started.box}`);
  for (const name of names) print(`  May also call: ${name}`);
  for (const name of closed) print(`  Not in public: ${name}`);
  if (options.token !== undefined && !options.tokenGiven) print(`  Token for scripts: ${options.token}`);
  if (!started.built) print("  The page is not built. Run: npm start (or: pnpm run build)");
}
