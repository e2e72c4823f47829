import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from "node:tls";
import type { TlsFacts } from "../contract.ts";
import { CertificateError, type CertificateFacts } from "../relay/index.ts";

/** A chain longer than this is not read further. */
const MAX_CHAIN = 10;

export function readTlsFacts(socket: TLSSocket): TlsFacts {
  return {
    version: socket.getProtocol() ?? "unknown",
    cipher: socket.getCipher().standardName,
    certificates: chainOf(socket).map((certificate) => {
      const { subject, issuer, validFrom, validTo } = readFacts(certificate);
      return { subject, issuer, validFrom, validTo };
    }),
  };
}

/** The error for a chain that is not believed, about the certificate in it that is to blame. */
export function certificateError(socket: TLSSocket): CertificateError {
  const reason: unknown = socket.authorizationError;
  const code = reason instanceof Error && "code" in reason ? String(reason.code) : String(reason);
  const chain = chainOf(socket);
  const now = Date.now();
  const expired = chain.find((certificate) => Date.parse(certificate.valid_to) < now);
  const blamed = code === "CERT_HAS_EXPIRED" && expired ? expired : chain[0];
  return new CertificateError(code, blamed && readFacts(blamed));
}

function chainOf(socket: TLSSocket): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  let current: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (current?.fingerprint256 && chain.length < MAX_CHAIN) {
    chain.push(current);
    // A root names itself as its issuer.
    current = current.issuerCertificate === current ? undefined : current.issuerCertificate;
  }
  return chain;
}

function readFacts(certificate: PeerCertificate): CertificateFacts {
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    names: (certificate.subjectaltname ?? "")
      .split(", ")
      .filter((name) => name !== "")
      .map((name) => name.replace(/^(?:DNS|IP Address):/, "")),
  };
}

function formatName(name: PeerCertificate["subject"] | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(", ");
}

function isoDate(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
