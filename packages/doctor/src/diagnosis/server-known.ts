import { commandByName } from "@easel/codec/protocol";
import { type Asked, deviationsFor, type Oddity, oneOfServer, type Server } from "../knowledge/index.ts";
import { someElement } from "./elements.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";

/** Peculiarities told of one server at once. */
const MAX_TOLD = 3;

/**
 * Which server answered, when that helps: what it does in its own way with this command and version, after a
 * failure or where a success is not what it seems, and what stands behind its answer to OPTIONS.
 */
export function serverKnown(facts: Facts): Finding[] {
  const { server: found, reply } = facts;
  if (!found || !reply || facts.isSignIn) return [];
  const { server, header, isSure } = found;
  const asked = askedOf(facts, reply);
  const told = deviationsFor(server, asked).slice(0, MAX_TOLD);
  const offer = asked.command === "OPTIONS" && asked.succeeded ? offerOf(server) : "";
  const [first] = told;
  if (!first && offer === "") return [];
  const by = header ? `${header} tells it.` : reply.kind === "wbxml" ? "" : "The words of the page tell it.";
  const doubt = isSure ? "" : " Other servers may give the same answer.";
  const { document, section } = first?.source ?? server.source;
  const evidence: Evidence = header
    ? { side: "reply", kind: "header", name: header }
    : { side: "reply", kind: "status" };
  return [
    {
      rule: "server-known",
      severity: "info",
      title: `${isSure ? "This is" : "This seems to be"} ${oneOfServer(found)}`,
      explanation: `${by}${doubt}${offer} ${told.map(({ text }) => text).join(" ")}`.trim(),
      evidence: [evidence],
      spec: { document, section },
    },
  ];
}

function askedOf(facts: Facts, reply: ReplySide): Asked {
  const { command, version, method, request, url } = facts;
  const isOptions = method === "OPTIONS";
  const root = request.document?.root;
  const oddities: Readonly<Record<Oddity, () => boolean>> = {
    "other-root": () => root !== undefined && command !== undefined && commandByName(root.name)?.name !== command,
    "no-device-id": () => !isOptions && !url.command.deviceId,
    "no-body": () => request.kind === "empty",
    "no-version": () => version === undefined,
    "one-parameter": () => !isOptions && url.text.includes("?") && !url.text.includes("&"),
    "broken-wbxml": () => request.kind === "wbxml" && request.problems.some(({ severity }) => severity === "error"),
  };
  return {
    command: isOptions ? "OPTIONS" : command,
    version,
    status: reply.status,
    codes: reply.statuses.map(({ code }) => code),
    succeeded: isOptions ? reply.status < 300 : reply.succeeded,
    holds: (name) => root !== undefined && someElement(root, (element) => element.name === name),
    isOdd: (oddity) => facts.hasRequest && oddities[oddity](),
  };
}

/** What the list of commands promises and the server does not keep. */
function offerOf({ versions, lacks }: Server): string {
  const [first, last] = [versions?.[0], versions?.at(-1)];
  const missing = lacks?.flatMap(([commands]) => commands) ?? [];
  const range = first && last ? ` As far as is known it speaks ${first} to ${last}.` : "";
  return `${range}${missing.length > 0 ? ` It has no ${missing.join(", ")}, even where its list says so.` : ""}`;
}
