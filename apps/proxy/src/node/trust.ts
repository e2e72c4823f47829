import { readFileSync } from "node:fs";
import tls from "node:tls";
import { ConfigError } from "../errors.ts";

/** Certificate authorities to believe beside the built-in ones. */
export interface Trust {
  /** The TLS context for one host; undefined for Node's own. */
  contextFor(host: string): tls.SecureContext | undefined;
}

/** PEM text for one host, or for all when `host` is absent. */
export interface ExtraCa {
  host?: string;
  pem: string;
}

export function createTrust(extra: readonly ExtraCa[]): Trust {
  // A context holds some 150 parsed certificates: build each once.
  const contexts = new Map<string, tls.SecureContext>();
  return {
    contextFor(host) {
      const pems = extra.filter((ca) => ca.host === undefined || ca.host === host).map((ca) => ca.pem);
      if (pems.length === 0) return undefined;
      const key = pems.join("\n");
      const known = contexts.get(key) ?? tls.createSecureContext({ ca: [...defaultAuthorities(), ...pems] });
      contexts.set(key, known);
      return known;
    },
  };
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
