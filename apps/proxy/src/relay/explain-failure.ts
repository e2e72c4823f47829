import type { RelayProblem, StageName } from "../contract.ts";
import { RelayError } from "../errors.ts";
import { hostAndPort, type Target } from "../guard/index.ts";
import { BadAnswerError } from "../http1/index.ts";
import { explainCertificate } from "./explain-certificate.ts";
import { CertificateError } from "./upstream.ts";

export interface Circumstances {
  target: Target;
  stage: StageName;
  /** Body bytes of the reply that had come. */
  bodyBytes: number;
}

/** Turns whatever the way out threw into a problem with a code, a sentence and advice. */
export function explainFailure(error: unknown, at: Circumstances): RelayProblem {
  const problem = explain(error, at);
  return { ...problem, stage: at.stage };
}

function explain(error: unknown, at: Circumstances): RelayProblem {
  if (error instanceof RelayError) return error.problem;
  if (error instanceof CertificateError) return explainCertificate(error, at.target);
  if (error instanceof BadAnswerError) return explainBadAnswer(error, at.target);
  const code = errorCode(error);
  if (at.stage === "resolving") return explainResolving(code, at.target);
  // A TLS 1.3 server says what it thinks of our side only after the handshake.
  if (at.stage === "securing" || code.startsWith("ERR_SSL_")) return explainSecuring(code, at.target);
  if (at.stage === "connecting") return explainConnecting(code, at.target);
  return explainReset(code, at);
}

/** Several addresses of one name fail as an AggregateError; the first speaks for all. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

function explainResolving(code: string, target: Target): RelayProblem {
  const again = code === "EAI_AGAIN" || code === "ETIMEOUT";
  return {
    code: "dns-failed",
    message: again
      ? `The name service did not answer when asked for ${target.host} (${code}).`
      : `The name ${target.host} leads to no address (${code}).`,
    advice: again
      ? "Check this machine's network and name service, then try again."
      : "Check the spelling of the host; a name known only inside a network needs this machine to be in it.",
  };
}

function explainConnecting(code: string, target: Target): RelayProblem {
  const server = `${target.host} at port ${target.port}`;
  switch (code) {
    case "ECONNREFUSED":
      return {
        code: "connection-refused",
        message: `${server} refused the connection: nothing listens there.`,
        advice: "Check the port and whether the server is running.",
      };
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return {
        code: "connection-failed",
        message: `No way leads to ${server} (${code}).`,
        advice: "Check this machine's network, VPN and firewall.",
      };
    default:
      return {
        code: "connection-failed",
        message: `${server} could not be reached (${code}).`,
        advice: "Check host, port and the network between.",
      };
  }
}

function explainSecuring(code: string, target: Target): RelayProblem {
  const server = hostAndPort(target);
  const wrongVersion = code === "ERR_SSL_WRONG_VERSION_NUMBER" || code === "ERR_SSL_PACKET_LENGTH_TOO_LONG";
  const oldVersion = code === "ERR_SSL_UNSUPPORTED_PROTOCOL" || code === "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION";
  if (wrongVersion) {
    return {
      code: "tls-failed",
      message: `${server} does not speak TLS at this port (${code}).`,
      advice: "The port may be a plain http one: try the server's https port, 443 by default.",
    };
  }
  if (oldVersion) {
    return {
      code: "tls-failed",
      message: `${server} and this proxy share no TLS version: the proxy speaks TLS 1.2 and 1.3 (${code}).`,
      advice: "Old Exchange servers need TLS 1.2 switched on.",
    };
  }
  const closed = code === "ECONNRESET" || code === "EPIPE";
  return {
    code: "tls-failed",
    message: closed
      ? `${server} closed the connection while it was being secured.`
      : `The connection to ${server} could not be secured (${code}).`,
    advice: "A firewall, a wrong port, or a server that wants a client certificate does this.",
  };
}

function explainBadAnswer({ message, tooLong }: BadAnswerError, target: Target): RelayProblem {
  return {
    code: "bad-answer",
    message: tooLong
      ? `The answer of ${hostAndPort(target)} has more headers than any server sends, and was not read further.`
      : `What ${hostAndPort(target)} answered is not HTTP: ${message}.`,
    advice: "Check that port and path belong to an ActiveSync server.",
  };
}

function explainReset(code: string, at: Circumstances): RelayProblem {
  const server = hostAndPort(at.target);
  const how = code === "unknown" ? "" : ` (${code})`;
  return at.stage === "receiving"
    ? {
        code: "reset",
        message: `${server} broke off in the middle of its answer, after ${at.bodyBytes} body bytes${how}. What had come is kept.`,
        advice: "Send it again; if it breaks at the same place, look into the server's log.",
      }
    : {
        code: "reset",
        message: `${server} closed the connection without an answer${how}.`,
        advice: "The request may have been carried out all the same: look before sending a mail twice.",
      };
}

/** `ms` is the limit that ran out. */
export function explainTimeout(at: Circumstances, ms: number): RelayProblem {
  const server = hostAndPort(at.target);
  const seconds = `${Math.round(ms / 100) / 10} s`;
  const problem = (message: string, advice: string): RelayProblem => ({
    code: "timeout",
    message,
    advice,
    stage: at.stage,
  });
  switch (at.stage) {
    case "resolving":
      return problem(`The name service gave no address for ${at.target.host} within ${seconds}.`, "Check the network.");
    case "connecting":
      return problem(
        `${server} did not take the connection within ${seconds}.`,
        "A firewall that drops packets looks like this: check host, port, VPN.",
      );
    case "securing":
      return problem(
        `${server} did not finish securing the connection within ${seconds}.`,
        "Check that it is an https port.",
      );
    case "receiving":
      return problem(
        `${server} fell silent for ${seconds} in the middle of its answer, after ${at.bodyBytes} body bytes. What had come is kept.`,
        "Send it again.",
      );
    default:
      return problem(
        `${server} did not begin to answer within ${seconds}.`,
        "Ping and Sync may wait for as long as their heartbeat says: allow more time than that.",
      );
  }
}

/** For a relay that was never silent for long, and never ended. */
export function explainTotal(at: Circumstances, ms: number): RelayProblem {
  return {
    code: "timeout",
    message: `${hostAndPort(at.target)} was not done after ${Math.round(ms / 1000)} s, the longest this proxy gives a request in all. What had come is kept.`,
    advice: "Ask for less at once.",
    stage: at.stage,
  };
}

export function explainTooLarge(limitBytes: number): RelayProblem {
  return {
    code: "reply-too-large",
    message: `The answer is longer than ${limitBytes} bytes, the most this proxy carries. What had come is kept.`,
    advice: "Ask for less: a smaller WindowSize, TruncationSize or Range.",
    stage: "receiving",
  };
}

export function explainCancel(stage: StageName): RelayProblem {
  return { code: "cancelled", message: "The page cancelled the request or went away.", stage };
}

/** The proxy is being stopped and this relay has had its time. */
export function explainEnding({ stage, target }: Circumstances): RelayProblem {
  const sent = stage === "waiting" || stage === "receiving" || stage === "sending";
  return {
    code: "stopping",
    message: `The EASel proxy was stopped while ${hostAndPort(target)} had not finished answering.`,
    advice: sent
      ? "The server may have carried the request out: look before sending a mail twice."
      : "Nothing had been sent. Send it again once EASel is back.",
    stage,
  };
}
