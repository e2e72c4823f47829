import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const stories: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  "target-not-allowed": [
    "The proxy may not call this server",
    "Start the proxy with this host on its list, or choose the sandbox.",
  ],
  "target-scheme": ["The proxy calls servers by https only", "Write the URL with https; plain http is for loopback."],
  "target-path": ["The proxy does not call this path", "Use /Microsoft-Server-ActiveSync, or an Autodiscover path."],
  "target-method": ["The proxy does not send this method", "Use POST or OPTIONS."],
  "address-private": [
    "The host's address is a private one",
    "Start the proxy with this host opened by name, if it is your own server.",
  ],
  "header-not-allowed": [
    "A header may not be sent through the proxy",
    "Remove it; connection headers, Host and Content-Length are the proxy's.",
  ],
  "bad-relay-request": [
    "The proxy could not read what to send",
    "Check URL and headers for characters that cannot travel in HTTP.",
  ],
  "foreign-origin": ["The proxy serves its own page only", "Open the page at the proxy's address."],
  "foreign-host": ["The proxy is called by a name it does not know", "Open the page at the address the proxy prints."],
  "request-too-large": [
    "The request is larger than the proxy takes",
    "Make the body smaller, or raise the proxy's limit.",
  ],
  "reply-too-large": [
    "The answer is larger than the proxy takes",
    "Ask for less: a smaller WindowSize, truncation, or a Range.",
  ],
  "dns-failed": ["The server's name cannot be found", "Check the host name, and that this machine can look names up."],
  "connection-refused": ["Nobody listens at this address", "Check host and port, and that the server runs."],
  "connection-failed": ["No connection to the server came about", "Check the network, firewall and address."],
  certificate: [
    "The server's certificate is not trusted",
    "Install its issuer on the machine of the proxy, or use the name the certificate has.",
  ],
  "tls-failed": ["TLS could not be agreed on", "Check that the port speaks TLS, and which versions it offers."],
  timeout: [
    "The server did not answer in time",
    "Wait longer; for Ping and a waiting Sync the wait has to exceed the heartbeat.",
  ],
  reset: ["The connection broke off", "Send it again; a proxy or load balancer on the way often cuts long waits."],
  "bad-answer": ["What came back is no HTTP", "Check that the port is the web server's."],
  cancelled: ["Cancelled", "Send it again when you like."],
  busy: ["The proxy has too much to do", "Wait for the requests that are under way."],
};

/** Why there is no answer, or none that is whole, in the proxy's words. */
export function relayError(facts: Facts): Finding[] {
  const { error } = facts.roundTrip;
  if (!error) return [];
  const story = Object.hasOwn(stories, error.code) ? stories[error.code] : undefined;
  const [title, advice] = story ?? ["There is no whole answer", "Send it again."];
  return [
    {
      rule: `relay-${error.code}`,
      severity: error.code === "cancelled" ? "info" : "error",
      title,
      explanation: error.message,
      advice,
      evidence: facts.roundTrip.reply
        ? [{ side: "reply", kind: "status" }]
        : [{ side: "request", kind: "url", part: "endpoint" }],
    },
  ];
}
