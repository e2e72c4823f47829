import { randomBytes } from "node:crypto";
import { Command, InvalidArgumentError, Option } from "commander";
import { parseTrusted, type Rate, type TrustedRange } from "../clients/index.ts";
import type { SignInSetup } from "../contract.ts";
import { ConfigError } from "../errors.ts";
import { type AllowedTarget, parseAllowed } from "../guard/index.ts";
import { DEFAULT_LIMITS, type Limits, PUBLIC_LIMITS, PUBLIC_RATE } from "../limits.ts";
import { type ClientCertificate, type ExtraCa, readCa, readClientCertificate } from "./trust.ts";

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
  clientCertificates: ClientCertificate[];
  assets?: string;
  /** True: strangers may use it. */
  public: boolean;
  /** Whose X-Forwarded-For is believed. */
  trusted: TrustedRange[];
  limits: Limits;
  /** Absent: a client may send as often as it likes. */
  rate?: Rate;
  /** Where several proxies count together, redis:// or rediss://. Holds a password: not to be printed. */
  redis?: string;
  log: LogFormat;
  /** What the page and scripts send to be let in; absent in public. */
  token?: string;
  /** True: whoever started it has chosen the token and knows it. */
  tokenGiven: boolean;
  /** Milliseconds relays under way may go on when the process is asked to end. */
  graceMs: number;
  signIn: SignInSetup;
}

export type LogFormat = "json" | "text" | "off";

interface Flags {
  host: string;
  port?: number;
  sandbox: boolean;
  sandboxPort?: number;
  allow: string[];
  allowPrivate: string[];
  publicHost: string[];
  ca: string[];
  clientCert: string[];
  assets?: string;
  public: boolean;
  trustProxy: string[];
  relays?: number;
  relaysPerClient?: number;
  rate?: number;
  redis?: string;
  log?: LogFormat;
  token?: string;
  grace?: number;
  clientId?: string;
  tenant?: string;
  authority?: string;
}

/** Milliseconds: a person who presses Ctrl+C does not wait; those behind a public proxy did not press it. */
const LOCAL_GRACE_MS = 1500;
const PUBLIC_GRACE_MS = 20_000;

const TOKEN_BYTES = 18;
const TOKEN_FORM = /^[\x21-\x7e]{16,256}$/;

/**
 * Reads flags and environment. Prints and exits for --help, --version and unknown flags.
 * @throws ConfigError for entries and files that make no sense.
 */
export function readFlags(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  version: string,
): StartOptions {
  const program = command(version).parse(argv, { from: "user" });
  const flags = program.opts<Flags>();
  const allow = [...commaList(env.EASEL_ALLOW), ...flags.allow];
  const opened = [...commaList(env.EASEL_ALLOW_PRIVATE), ...flags.allowPrivate];
  const publicHosts = [...commaList(env.EASEL_PUBLIC_HOST), ...flags.publicHost];
  if (flags.public && publicHosts.length === 0) {
    throw new ConfigError("--public needs --public-host: the name under which browsers reach it.");
  }
  const token = flags.token ?? env.EASEL_TOKEN;
  if (token !== undefined && !TOKEN_FORM.test(token)) {
    throw new ConfigError("A token has 16 to 256 characters, none of them a space or outside ASCII.");
  }
  const rate = rateOf(flags);
  const redis = readRedis(flags.redis ?? env.EASEL_REDIS, rate);
  return {
    host: flags.host,
    port: flags.port ?? DEFAULT_PORT,
    portGiven: flags.port !== undefined,
    // Strangers who share a sandbox read each other's mail: in public it has to be asked for.
    sandbox: program.getOptionValueSource("sandbox") === undefined ? !flags.public : flags.sandbox,
    ...(flags.sandboxPort !== undefined && { sandboxPort: flags.sandboxPort }),
    allowed: [...allow.map((entry) => parseAllowed(entry)), ...opened.map((entry) => parseAllowed(entry, true))],
    publicHosts,
    ca: [...commaList(env.EASEL_CA), ...flags.ca].map(readCa),
    clientCertificates: [...commaList(env.EASEL_CLIENT_CERT), ...flags.clientCert].map((option) =>
      readClientCertificate(option, env.EASEL_CLIENT_CERT_PASSPHRASE),
    ),
    ...(flags.assets !== undefined && { assets: flags.assets }),
    public: flags.public,
    trusted: [...commaList(env.EASEL_TRUST_PROXY), ...flags.trustProxy].flatMap(parseTrusted),
    limits: limitsOf(flags),
    ...(rate && { rate }),
    ...(redis && { redis }),
    log: flags.log ?? (flags.public ? "json" : "text"),
    ...(!flags.public && { token: token ?? randomBytes(TOKEN_BYTES).toString("base64url") }),
    tokenGiven: token !== undefined,
    graceMs: flags.grace === undefined ? (flags.public ? PUBLIC_GRACE_MS : LOCAL_GRACE_MS) : flags.grace * 1000,
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

/** What is wrong with it is said without the text, which may hold a password. */
function readRedis(url: string | undefined, rate: Rate | undefined): string | undefined {
  if (!url) return undefined;
  const isUrl = URL.canParse(url) && /^rediss?:\/\/[^/]/.test(url);
  if (!isUrl) throw new ConfigError("--redis is an address like redis://host:6379 or rediss://name:password@host.");
  if (!rate) throw new ConfigError("--redis counts what --rate allows, and there is no rate.");
  return url;
}

function limitsOf(flags: Flags): Limits {
  const limits = flags.public ? PUBLIC_LIMITS : DEFAULT_LIMITS;
  return {
    ...limits,
    relays: flags.relays ?? limits.relays,
    relaysPerClient: flags.relaysPerClient ?? limits.relaysPerClient,
  };
}

/** A client that has rested may send half a minute's allowance at once. */
function rateOf({ rate, public: isPublic }: Flags): Rate | undefined {
  if (rate === undefined) return isPublic ? PUBLIC_RATE : undefined;
  return rate === 0 ? undefined : { perMinute: rate, burst: Math.max(1, Math.ceil(rate / 2)) };
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
    .option(
      "--client-cert <host=file>",
      "certificate and key (PEM, or .pfx) the proxy shows to a server (repeatable; EASEL_CLIENT_CERT)",
      collect,
      [],
    )
    .option("--public-host <name>", "a name beside localhost the page is opened under (repeatable)", collect, [])
    .option("--client-id <id>", "the application people sign in with at Microsoft (EASEL_CLIENT_ID)")
    .option("--tenant <domain or id>", "their organisation; any when left out (EASEL_TENANT)")
    .option("--authority <url>", "another OpenID provider than Microsoft's (EASEL_AUTHORITY)")
    .option("--assets <directory>", "the page's built files")
    .option("--sandbox-port <number>", "port of the sandbox (default: the next free one)", readPort)
    .option("--sandbox", "start the sandbox server (the default unless --public)")
    .option("--no-sandbox", "start without the sandbox server")
    .option("--token <text>", "what scripts send as Easel-Token (default: a new one each start; EASEL_TOKEN)")
    .addOption(new Option("--log <format>", "log of relays (default: text, with --public json)").choices(LOG_FORMATS))
    .option("--grace <seconds>", "how long running requests may go on when it is asked to end", readCount)
    .optionsGroup("For others to use (docs/hosting.md):")
    .option("--public", "strangers may use it: no private, local or literal targets, limits for each client", false)
    .option(
      "--trust-proxy <range>",
      "believe X-Forwarded-For from there: address, 10.0.0.0/8, loopback, private (repeatable; EASEL_TRUST_PROXY)",
      collect,
      [],
    )
    .option(
      "--rate <number>",
      "requests a client may send in a minute, 0 for any (default with --public: 60)",
      readCount,
    )
    .option("--redis <url>", "where several EASels count clients together: redis://, rediss:// (EASEL_REDIS)")
    .option("--relays <number>", "requests under way at once", readCount)
    .option("--relays-per-client <number>", "requests of one client under way at once", readCount);
}

const LOG_FORMATS: LogFormat[] = ["json", "text", "off"];

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

function readCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}
