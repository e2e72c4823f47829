import { readFileSync } from "node:fs";
import tls from "node:tls";
import { ConfigError } from "../errors.ts";

/** Certificate authorities to believe beside the built-in ones, and who the proxy is itself. */
export interface Trust {
  /** The TLS context for one host; undefined for Node's own. */
  contextFor(host: string): tls.SecureContext | undefined;
}

/** PEM text for one host, or for all when `host` is absent. */
export interface ExtraCa {
  host?: string;
  pem: string;
}

/** What the proxy shows of itself to one host: certificate and key in PEM, or both as PKCS #12. */
export interface ClientCertificate {
  host: string;
  identity: { pem: string } | { pfx: Buffer };
  passphrase?: string;
}

export function createTrust(extra: readonly ExtraCa[], clients: readonly ClientCertificate[] = []): Trust {
  // A context holds some 150 parsed certificates: build each once.
  const contexts = new Map<string, tls.SecureContext>();
  return {
    contextFor(host) {
      const pems = extra.filter((ca) => ca.host === undefined || ca.host === host).map((ca) => ca.pem);
      const client = clients.find((each) => each.host === host);
      if (pems.length === 0 && !client) return undefined;
      const key = `${client ? host : ""}\n${pems.join("\n")}`;
      const known =
        contexts.get(key) ??
        tls.createSecureContext({
          ...(pems.length > 0 && { ca: [...defaultAuthorities(), ...pems] }),
          ...(client && identityOf(client)),
        });
      contexts.set(key, known);
      return known;
    },
  };
}

function identityOf({ identity, passphrase }: ClientCertificate): tls.SecureContextOptions {
  const own = "pem" in identity ? { cert: identity.pem, key: identity.pem } : { pfx: identity.pfx };
  return { ...own, ...(passphrase !== undefined && { passphrase }) };
}

/**
 * Reads `--client-cert host=file`: a PEM file with certificate and key, or PKCS #12 (.pfx, .p12). The passphrase comes
 * from the environment, never from a flag others can read.
 * @throws ConfigError when the file cannot be read or does not hold both.
 */
export function readClientCertificate(option: string, passphrase: string | undefined): ClientCertificate {
  const [, host = "", file = ""] = /^([a-z0-9.\-[\]:]+)=(.+)$/i.exec(option) ?? [];
  if (host === "") throw new ConfigError(`"${option}" names no host. Write --client-cert mail.example.com=file.pem.`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new ConfigError(`The client certificate ${file} cannot be read.`, { cause });
  }
  const isPkcs12 = /\.(?:pfx|p12)$/i.test(file);
  const client: ClientCertificate = {
    host: host.toLowerCase(),
    identity: isPkcs12 ? { pfx: bytes } : { pem: bytes.toString("utf8") },
    ...(passphrase !== undefined && { passphrase }),
  };
  try {
    tls.createSecureContext(identityOf(client));
  } catch (cause) {
    const why = cause instanceof Error ? ` (${cause.message})` : "";
    throw new ConfigError(
      `${file} is no client certificate with its key${why}. A passphrase is read from EASEL_CLIENT_CERT_PASSPHRASE.`,
      { cause },
    );
  }
  return client;
}

/** Naming a CA replaces Node's defaults, so they are named too, with NODE_EXTRA_CA_CERTS. */
function defaultAuthorities(): readonly string[] {
  const extraFile = process.env.NODE_EXTRA_CA_CERTS;
  if (!extraFile) return tls.rootCertificates;
  try {
    return [...tls.rootCertificates, readFileSync(extraFile, "utf8")];
  } catch {
    return tls.rootCertificates;
  }
}

/**
 * Reads `--ca file` or `--ca host=file`.
 * @throws ConfigError when the file cannot be read or holds no certificate.
 */
export function readCa(option: string): ExtraCa {
  const match = /^([a-z0-9.\-[\]:]+)=(.+)$/i.exec(option);
  const file = match?.[2] ?? option;
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError(`The CA file ${file} cannot be read.`, { cause });
  }
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new ConfigError(`${file} holds no PEM certificate (-----BEGIN CERTIFICATE-----).`);
  }
  const host = match?.[1]?.toLowerCase();
  return host === undefined ? { pem } : { host, pem };
}
