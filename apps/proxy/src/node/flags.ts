import { Command, InvalidArgumentError } from "commander";
import type { SignInSetup } from "../contract.ts";
import { ConfigError } from "../errors.ts";
import { type AllowedTarget, parseAllowed } from "../guard/index.ts";
import { type ExtraCa, readCa } from "./trust.ts";

export const DEFAULT_PORT = 4400;

export interface StartOptions {
  host: string;
  port: number;
  /** True: the port was asked for by name, so no other will do. */
  portGiven: boolean;
  sandbox: boolean;
  /** Absent: the port above the page's. */
  sandboxPort?: number;
  /** Targets opened by flag or environment, beside the built-in ones. */
  allowed: AllowedTarget[];
  publicHosts: string[];
  ca: ExtraCa[];
  assets?: string;
  signIn: SignInSetup;
}

interface Flags {
  host: string;
  port?: number;
  sandbox: boolean;
  sandboxPort?: number;
  allow: string[];
  allowPrivate: string[];
  publicHost: string[];
  ca: string[];
  assets?: string;
  clientId?: string;
  tenant?: string;
  authority?: string;
}

/**
 * Reads flags and environment. Prints and exits for --help, --version and unknown flags.
 * @throws ConfigError for entries and files that make no sense.
 */
export function readFlags(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  version: string,
): StartOptions {
  const flags = command(version).parse(argv, { from: "user" }).opts<Flags>();
  const allow = [...commaList(env.EASEL_ALLOW), ...flags.allow];
  const opened = [...commaList(env.EASEL_ALLOW_PRIVATE), ...flags.allowPrivate];
  return {
    host: flags.host,
    port: flags.port ?? DEFAULT_PORT,
    portGiven: flags.port !== undefined,
    sandbox: flags.sandbox,
    ...(flags.sandboxPort !== undefined && { sandboxPort: flags.sandboxPort }),
    allowed: [...allow.map((entry) => parseAllowed(entry)), ...opened.map((entry) => parseAllowed(entry, true))],
    publicHosts: flags.publicHost,
    ca: [...commaList(env.EASEL_CA), ...flags.ca].map(readCa),
    ...(flags.assets !== undefined && { assets: flags.assets }),
    signIn: readSignIn(flags, env),
  };
}

function readSignIn(flags: Flags, env: Record<string, string | undefined>): SignInSetup {
  const clientId = flags.clientId ?? env.EASEL_CLIENT_ID;
  const tenant = flags.tenant ?? env.EASEL_TENANT;
  const authority = flags.authority ?? env.EASEL_AUTHORITY;
  if (authority !== undefined && !/^https:\/\/[^\s?#@]+$/.test(authority)) {
    throw new ConfigError(`"${authority}" is not the https address of a sign-in provider.`);
  }
  return {
    ...(clientId && { clientId }),
    ...(tenant && { tenant }),
    ...(authority && { authority }),
  };
}

function command(version: string): Command {
  return new Command("easel")
    .description("Starts EASel: the page, the relay to ActiveSync servers, and a sandbox server to try things on.")
    .version(version)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", `port of the page (default: ${DEFAULT_PORT}, or the next free one)`, readPort)
    .option(
      "--allow <host[:port]>",
      "a server the relay may call (repeatable; EASEL_ALLOW, comma-separated)",
      collect,
      [],
    )
    .option(
      "--allow-private <host[:port]>",
      "the same for a server on a private network (EASEL_ALLOW_PRIVATE)",
      collect,
      [],
    )
    .option("--ca <[host=]file>", "PEM file of an authority to believe, for all servers or one (EASEL_CA)", collect, [])
    .option("--public-host <name>", "a name beside localhost the page is opened under (repeatable)", collect, [])
    .option("--client-id <id>", "the application people sign in with at Microsoft (EASEL_CLIENT_ID)")
    .option("--tenant <domain or id>", "their organisation; any when left out (EASEL_TENANT)")
    .option("--authority <url>", "another OpenID provider than Microsoft's (EASEL_AUTHORITY)")
    .option("--assets <directory>", "the page's built files")
    .option("--sandbox-port <number>", "port of the sandbox (default: the next free one)", readPort)
    .option("--no-sandbox", "start without the sandbox server");
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function commaList(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
