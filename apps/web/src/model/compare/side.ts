import { parseCommandUrl } from "@easel/codec/http";
import type { Wire } from "../build-wire.ts";
import type { ReadReply } from "../read-reply.ts";
import { replyStatus } from "../reply-status.ts";
import type { RoundTrip } from "../round-trip.ts";
import { type ComparedMessage, readMessage } from "./message.ts";

/** A request, and its answer where there is one, as one side of a comparison. */
export interface ComparedSide {
  method: string;
  /** Up to the query. */
  endpoint: string;
  /** The query's fields by name, whichever form it has; the form is one of them. */
  fields: [name: string, value: string][];
  request: ComparedMessage;
  answer?: ComparedMessage & { status: number; reason: string };
  /** Went well, went badly; undefined when it was not sent or says nothing. */
  outcome?: "worked" | "failed";
}

type Sent = Pick<Wire, "method" | "url" | "headers"> & { body: Uint8Array };

/** @param ended the round trip and what was read of its reply. */
export function sideOf(sent: Sent, ended?: { roundTrip: RoundTrip; read?: ReadReply }): ComparedSide {
  const { endpoint, fields } = readUrl(sent.url);
  const request = readMessage(sent.headers, sent.body);
  const side = { method: sent.method, endpoint, fields, request };
  if (!ended) return side;
  const { reply } = ended.roundTrip;
  if (!reply) return { ...side, outcome: "failed" };
  const bytes = ended.read?.bytes ?? reply.body;
  const read = readMessage(reply.headers, bytes);
  const status = replyStatus(ended.read?.document ?? read.document);
  const worked = reply.status < 300 && (status === undefined || status.outcome === "ok");
  return {
    ...side,
    answer: { ...read, status: reply.status, reason: reply.reason },
    outcome: worked ? "worked" : "failed",
  };
}

function readUrl(url: string): Pick<ComparedSide, "endpoint" | "fields"> {
  const { command } = parseCommandUrl(url);
  const named: [string, string | number | undefined][] = [
    ["Cmd", command.command],
    ["User", command.user],
    ["DeviceId", command.deviceId],
    ["DeviceType", command.deviceType],
    ["Protocol version", command.protocolVersion],
    ["Locale", command.locale],
    // The key itself is a secret.
    ["PolicyKey", command.policyKey === undefined ? undefined : command.policyKey === 0 ? "0" : "(hidden)"],
    ["Options", command.options && optionNames(command.options)],
  ];
  const fields = named.flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const hasQuery = url.includes("?");
  const form: [string, string][] = hasQuery ? [["Form of the query", command.form]] : [];
  return { endpoint: command.endpoint, fields: [...fields, ...command.parameters, ...form] };
}

function optionNames(options: { saveInSent: boolean; acceptMultiPart: boolean }): string {
  const names = [options.saveInSent && "SaveInSent", options.acceptMultiPart && "AcceptMultiPart"].filter(Boolean);
  return names.join(", ") || "none";
}
