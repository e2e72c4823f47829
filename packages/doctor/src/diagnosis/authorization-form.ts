import { decodeBase64 } from "@easel/codec/bytes";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** What people put in the place of a login they do not show. */
const placeholder =
  /redact|hidden|removed|\*{2,}|[<[{($][^>]*|\.\.\.|…|\s(?:x+|y+|token|secret|password|credentials?|base64\S*)$|^x+$/i;
const schemes = /^(?:basic|bearer|negotiate|ntlm|digest|kerberos|hoba|mutual)$/i;

interface Fault {
  title: string;
  explanation: string;
  advice: string;
}

/** Authorization by its form: one scheme, one space, one credential. Nothing of it goes into a sentence. */
export function authorizationForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const value = request.header("Authorization");
  if (value === undefined || reply?.succeeded || facts.isSignIn || placeholder.test(value)) return [];
  const refused = reply !== undefined && reply.status >= 400;
  const fault = faultOf(value.trim(), refused);
  if (!fault) return [];
  return [
    {
      rule: "authorization-form",
      severity: refused ? "error" : "warning",
      ...fault,
      evidence: [{ side: "request", kind: "header", name: "Authorization" }],
      spec: { document: "RFC 9110", section: "11.6.2" },
    },
  ];
}

function faultOf(value: string, refused: boolean): Fault | undefined {
  if (value === "") return { ...empty, title: "Authorization is empty" };
  const [scheme = "", ...rest] = value.split(/\s+/);
  const credential = rest.join(" ");
  if (!schemes.test(scheme)) {
    return /^ey[A-Za-z0-9_-]+\./.test(scheme)
      ? {
          title: "Authorization holds a token and no scheme",
          explanation: "The header begins with the token itself. Servers look for the word Bearer before it.",
          advice: "Send Authorization: Bearer, a space, and the token.",
        }
      : undefined;
  }
  if (credential === "") return { ...empty, title: `Authorization says ${scheme} and nothing after it` };
  if (schemes.test(rest[0] ?? "")) {
    return {
      title: "Authorization names its scheme twice",
      explanation: `After ${scheme} stands ${rest[0]} again: the value that was put in had the scheme already.`,
      advice: "Keep one of them.",
    };
  }
  if (/^["'].*["']$/.test(credential)) {
    return {
      title: "The credential in Authorization stands in quotes",
      explanation: "The quotes are read as part of it, and no server finds such a login.",
      advice: "Leave the quotes out.",
    };
  }
  if (/^bearer$/i.test(scheme) && rest.length > 1) {
    return {
      title: "The token in Authorization is broken by spaces",
      explanation: "A token has no spaces or line ends in it; copied over several lines it has.",
      advice: "Copy it again, in one piece.",
    };
  }
  // A login nobody has refused may be one that only stands in for the real one.
  return refused && /^basic$/i.test(scheme) ? basicFault(credential) : undefined;
}

const empty = {
  explanation: "There is no login in the header, so the server treats the request like one without it.",
  advice: "Sign in again, and check where the value comes from.",
};

function basicFault(credential: string): Fault | undefined {
  const bytes = /^[A-Za-z0-9+/]+=*$/.test(credential) ? decodeBase64(credential) : undefined;
  if (!bytes) {
    return {
      title: "What follows Basic is no base64",
      explanation: "Basic carries user, a colon and the password in base64; here they stand in another form.",
      advice: "Encode user:password in base64, as UTF-8.",
    };
  }
  if (bytes.includes(0x3a)) return undefined;
  return {
    title: "The login in Authorization has no colon",
    explanation: "Decoded, Basic is user, a colon and the password. Without the colon there is no password.",
    advice: "Encode user:password in base64, both together.",
  };
}
