import type { RelayProblem } from "../contract.ts";
import { hostAndPort, type Target } from "../guard/index.ts";
import type { CertificateError } from "./upstream.ts";

const ADD_CA = (name: string) =>
  `If you trust this server, save its certificate (or the authority's) as a PEM file and start the proxy with --ca ${name}=file.pem.`;

/** The sentence about a certificate that was not believed: which server, which certificate, why, what now. */
export function explainCertificate(error: CertificateError, target: Target): RelayProblem {
  const server = hostAndPort(target);
  const facts = error.facts;
  const problem = (message: string, advice: string): RelayProblem => ({ code: "certificate", message, advice });
  switch (error.code) {
    case "CERT_HAS_EXPIRED":
      return problem(
        `The certificate of ${server} (${facts?.subject ?? "unnamed"}) was valid until ${facts?.validTo ?? "an earlier day"} and has expired.`,
        "Whoever runs the server must renew it; check the clock of this machine too.",
      );
    case "CERT_NOT_YET_VALID":
      return problem(
        `The certificate of ${server} (${facts?.subject ?? "unnamed"}) is valid only from ${facts?.validFrom ?? "a later day"}.`,
        "Check the clock of this machine and of the server.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return problem(
        `The certificate of ${server} was made for ${listNames(facts?.names)} and not for ${target.host}.`,
        "Call the server by a name its certificate carries, or have the name added to the certificate.",
      );
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return problem(
        `The certificate of ${server} (${facts?.subject ?? "unnamed"}) is self-signed: no authority vouches for it.`,
        ADD_CA(target.host),
      );
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return problem(
        `The certificate of ${server} leads to an authority this machine does not know (${facts?.issuer ?? "unnamed"}).`,
        ADD_CA(target.host),
      );
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return problem(
        `The certificate of ${server} was issued by ${facts?.issuer ?? "an unnamed authority"}, which is not known here. Either it is a private authority, or the server does not send the intermediate certificate.`,
        ADD_CA(target.host),
      );
    default:
      return problem(
        `The certificate of ${server} (${facts?.subject ?? "unnamed"}) is not accepted: ${error.code}.`,
        ADD_CA(target.host),
      );
  }
}

const NAMES_SHOWN = 5;

function listNames(names: string[] | undefined): string {
  if (!names || names.length === 0) return "no name at all";
  const shown = names.slice(0, NAMES_SHOWN).join(", ");
  return names.length > NAMES_SHOWN ? `${shown} and ${names.length - NAMES_SHOWN} more` : shown;
}
