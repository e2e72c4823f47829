import type { Facts, ReplySide } from "./facts.ts";

/** What a redirect to Location means for ActiveSync; undefined for a status or a target that says nothing of its own. */
export function redirectStory(
  { url }: Facts,
  reply: ReplySide,
): { title: string; explanation: string; advice: string } | undefined {
  const location = reply.header("Location")?.trim().slice(0, 2000);
  if (!location || ![301, 302, 303, 307, 308].includes(reply.status)) return undefined;
  const [, scheme = "", host = ""] = /^(https?):\/\/([^/?#]*)/i.exec(location) ?? [];
  const target = host === "" ? "another page of this host" : host;
  if (/\/owa\/|\/adfs\/|logon|login|signin|saml|oauth2/i.test(location)) {
    return {
      title: "sent to a sign-in page",
      explanation: `Location leads to ${target}, where people sign in. Something in front of the server wants a session in a browser, which ActiveSync cannot have.`,
      advice:
        "Exempt /Microsoft-Server-ActiveSync from that sign-in, or use an address that leads to the server itself.",
    };
  }
  if (scheme.toLowerCase() === "https" && /^http:/i.test(url.text)) {
    return {
      title: "sent on to https",
      explanation: `The request went out over http, and Location says https on ${target}. Clients do not follow: a POST would lose its body, and the password has gone out in the clear.`,
      advice: "Use the https address.",
    };
  }
  if (scheme.toLowerCase() === "http" && /^https:/i.test(url.text)) {
    return {
      title: "sent on to plain http",
      explanation: `Location says http on ${target}, where the login would go in the clear, so clients do not follow. A web server behind a proxy answers so when it does not know that the outside is https.`,
      advice: "Have the proxy tell the server of https (X-Forwarded-Proto), or the redirect taken out.",
    };
  }
  return {
    title: `sent on to ${host === "" || host === url.host ? "another path" : host}`,
    explanation: `ActiveSync moves a mailbox by 451 with X-MS-Location; a plain redirect comes from the web server, and clients need not follow it: a POST sent again without its body asks for nothing.`,
    advice: "Use the address in Location, if it is one of ActiveSync.",
  };
}
