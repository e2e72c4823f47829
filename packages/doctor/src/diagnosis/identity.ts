import { commandByName, compareVersions, isProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { EXCHANGE_ONLINE_MINIMUM_SINCE, EXCHANGE_ONLINE_MINIMUM_VERSION } from "../knowledge/index.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";

const PATH = "/Microsoft-Server-ActiveSync";

/** URL, version and who asks: what the server reads before the body. */
export function identity(facts: Facts): Finding[] {
  if (!facts.hasRequest || facts.isSignIn) return [];
  return [...endpoint(facts), ...query(facts), ...version(facts), ...chunked(facts), ...exchangeOnline(facts)];
}

function endpoint(facts: Facts): Finding[] {
  const { path, host } = facts.url;
  if (
    path
      .toLowerCase()
      .replace(/\/default\.eas$/, "")
      .replace(/\/$/, "") === PATH.toLowerCase() ||
    facts.command === "Autodiscover"
  )
    return [];
  if (/\/autodiscover\.xml$/i.test(path) || facts.reply?.succeeded) return [];
  // A draft whose server has not been named yet has no path that could be wrong.
  if (host === "" && /^\/?$/.test(path)) return [];
  const isEws = /\/ews\/|exchange\.asmx/i.test(path);
  return [
    {
      rule: isEws ? "ews-endpoint" : "endpoint-path",
      severity: isEws || facts.reply ? "error" : "warning",
      title: isEws ? "This is the address of EWS, not of ActiveSync" : `The path is not ${PATH}`,
      explanation: isEws
        ? `Exchange Web Services live under ${path}; they speak SOAP and know nothing of ActiveSync commands.`
        : `ActiveSync servers answer at ${PATH}; the URL says “${path || "/"}”.`,
      advice: `Use https://${host || "the server"}${PATH}.`,
      evidence: [{ side: "request", kind: "url", part: "endpoint" }],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.1" },
    },
  ];
}

const queryTitles: Readonly<Record<string, string>> = {
  "no-query": "The URL has no query",
  "missing-cmd": "The query names no command",
  "missing-device-id": "The DeviceId is missing",
  "missing-device-type": "The DeviceType is missing",
  "missing-user": "The User is missing from the query",
  "device-id-too-long": "The DeviceId is too long",
  "odd-device-id": "The DeviceId holds more than letters and digits",
  "odd-device-type": "The DeviceType holds more than letters and digits",
  "unknown-command": "The command is unknown",
  "command-case": "The command's case is unusual",
  "parameter-case": "A parameter's case is unusual",
  "unencoded-space": "A space in the URL",
  "plus-sign": "A plus sign in the URL",
  "bad-percent": "A broken percent escape in the URL",
  "duplicate-parameter": "A parameter stands twice",
  "bad-base64": "The base64 query is damaged",
  "bad-length": "The base64 query is cut off",
  "trailing-bytes": "The base64 query has bytes too many",
  "unknown-version": "The version byte is unknown",
};

function query(facts: Facts): Finding[] {
  if (facts.method !== "POST" || facts.command === "Autodiscover") return [];
  const { reply } = facts;
  return facts.url.problems.flatMap(({ code, message, severity, span }): Finding[] => {
    // A server that refused for the device's sake makes a mere oddity of the device's name suspicious.
    const suspicious = code === "odd-device-type" && reply && !reply.succeeded && refusesDevice(facts);
    if (severity === "info" && !suspicious) return [];
    // What a server has accepted is a matter of taste.
    if (severity === "warning" && reply?.succeeded) return [];
    const part = span ? partAt(facts, span.start) : "query";
    const cleaned = suspicious ? (facts.url.command.deviceType ?? "").replace(/[^A-Za-z0-9]/g, "") : "";
    const fix: Edit[] = cleaned ? [{ kind: "set-query", name: "DeviceType", value: cleaned }] : [];
    return [
      {
        rule: `url-${code}`,
        severity: suspicious ? (reply.status === 403 ? "warning" : "error") : code === "no-query" ? "error" : severity,
        title: queryTitles[code] ?? "The URL's query is malformed",
        explanation: message,
        evidence: [{ side: "request", kind: "url", part }],
        spec: { document: "MS-ASHTTP", section: "2.2.1.1.1" },
        ...(fix.length > 0 ? { fix, fixLabel: "Letters and digits only" } : {}),
      },
    ];
  });
}

function refusesDevice({ reply }: Facts): boolean {
  return (
    !!reply &&
    (reply.status === 400 || reply.status === 403 || reply.statuses.some(({ code }) => code === 108 || code === 109))
  );
}

function partAt(facts: Facts, offset: number): string {
  const entries = Object.entries(facts.url.command.spans).filter(([name]) => name !== "query" && name !== "endpoint");
  return entries.find(([, span]) => span.start <= offset && offset < span.end)?.[0] ?? "query";
}

function version(facts: Facts): Finding[] {
  const { method, command, version: given, request, url, reply } = facts;
  if (method !== "POST" || command === "Autodiscover" || reply?.succeeded) return [];
  const base: Pick<Finding, "evidence" | "spec"> = {
    evidence: [{ side: "request", kind: "header", name: "MS-ASProtocolVersion" }],
    spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
  };
  const findings: Finding[] = [];
  if (given === undefined) {
    findings.push({
      ...base,
      rule: "version-missing",
      severity: reply?.status === 400 || reply?.status === 505 ? "error" : "warning",
      title: "The request names no protocol version",
      explanation:
        "Without MS-ASProtocolVersion the server has to guess how the body is built; some take the oldest version they know.",
      advice: "Send MS-ASProtocolVersion with a version the server lists in MS-ASProtocolVersions.",
    });
  } else if (!isProtocolVersion(given)) {
    findings.push({
      ...base,
      rule: "version-unknown",
      severity: "error",
      title: `“${given.slice(0, 20)}” is no protocol version`,
      explanation: `The versions are ${protocolVersions.join(", ")}.`,
    });
  } else {
    const known = command === undefined ? undefined : commandByName(command);
    const first = known?.versions[0];
    if (known && first && !known.versions.includes(given)) {
      findings.push({
        ...base,
        rule: "command-not-in-version",
        severity: "error",
        title: `${known.name} does not exist at ${given}`,
        explanation: `${known.name} is a command of the versions ${first} to ${known.versions.at(-1) ?? first}.`,
        spec: { document: "MS-ASCMD", section: "2.2.1" },
      });
    }
  }
  const inQuery = url.command.protocolVersion;
  const inHeader = request.header("MS-ASProtocolVersion")?.trim();
  if (inQuery && inHeader && inQuery !== inHeader) {
    findings.push({
      ...base,
      rule: "version-contradiction",
      severity: "warning",
      title: "Query and header name different versions",
      explanation: `The base64 query says ${inQuery}, MS-ASProtocolVersion says ${inHeader}. With a base64 query the header is left out.`,
      fix: [{ kind: "remove-header", name: "MS-ASProtocolVersion" }],
      fixLabel: "Remove the header",
    });
  }
  return findings;
}

function chunked(facts: Facts): Finding[] {
  const encoding = facts.request.header("Transfer-Encoding");
  if (!encoding || !/\bchunked\b/i.test(encoding) || facts.reply?.succeeded) return [];
  return [
    {
      rule: "chunked-request",
      severity: facts.reply?.status === 411 ? "error" : "warning",
      title: "The request is sent in chunks, without Content-Length",
      explanation:
        "With Transfer-Encoding: chunked the length is not known beforehand. Several proxies and web servers in front of Exchange refuse such a request with 411.",
      advice: "Build the whole body first and send Content-Length.",
      evidence: [{ side: "request", kind: "header", name: "Transfer-Encoding" }],
      spec: { document: "RFC 9110", section: "15.5.12" },
      fix: [{ kind: "remove-header", name: "Transfer-Encoding" }],
      fixLabel: "Remove the header",
    },
  ];
}

function exchangeOnline(facts: Facts): Finding[] {
  const { version: given, reply, request } = facts;
  if (!facts.exchangeOnline || reply?.succeeded) return [];
  const findings: Finding[] = [];
  if (given !== undefined && isProtocolVersion(given) && compareVersions(given, EXCHANGE_ONLINE_MINIMUM_VERSION) < 0) {
    findings.push({
      rule: "exchange-online-version",
      severity: "warning",
      title: `Exchange Online no longer takes ${given}`,
      explanation: `Since ${EXCHANGE_ONLINE_MINIMUM_SINCE} it accepts devices that speak ${EXCHANGE_ONLINE_MINIMUM_VERSION} only. Exchange Server on premises still takes older versions.`,
      advice: `Use ${EXCHANGE_ONLINE_MINIMUM_VERSION}.`,
      evidence: [{ side: "request", kind: "header", name: "MS-ASProtocolVersion" }],
      fix: [{ kind: "set-version", version: EXCHANGE_ONLINE_MINIMUM_VERSION }],
      fixLabel: `Use ${EXCHANGE_ONLINE_MINIMUM_VERSION}`,
    });
  }
  // The 401 says so itself, louder.
  if (usesBasic(request.header("Authorization")) && reply?.status !== 401)
    findings.push(basicAtExchangeOnline("warning"));
  return findings;
}

export const usesBasic = (authorization: string | undefined): boolean => /^\s*basic\b/i.test(authorization ?? "");

export function basicAtExchangeOnline(severity: "error" | "warning"): Finding {
  return {
    rule: "exchange-online-basic",
    severity,
    title: "Exchange Online takes no user and password",
    explanation:
      "Basic authentication for ActiveSync ended there in 2022 and 2023, for every tenant. A right password is refused with 401 like a wrong one.",
    advice: "Sign in with OAuth and send Authorization: Bearer with a token that has the scope EAS.AccessAsUser.All.",
    evidence: [{ side: "request", kind: "header", name: "Authorization" }],
    spec: { document: "MS-ASHTTP", section: "2.2.1.1.2.1" },
  };
}
