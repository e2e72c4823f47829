import { childElement, childElements, elementText } from "@easel/codec/document";
import { descend, evidenceOf, evidenceOfChild, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** Seconds. Exchange's own range; each server sets its own and tells it with Status 5. */
const USUAL_HEARTBEAT = { min: 60, max: 3540 };
const MAX_FOLDERS = 300;
const MAX_PLACES = 5;
const HEARTBEAT = { document: "MS-ASCMD", section: "2.2.3.88.1" };

/** Ping's two parameters: how long to wait, and for which folders. */
export function pingForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Ping" || reply?.succeeded) return [];
  return [...heartbeat(facts, { element: root, path: "/Ping" }), ...folders({ element: root, path: "/Ping" })];
}

function heartbeat(facts: Facts, root: Placed): Finding[] {
  const text = textOf(root.element, "HeartbeatInterval");
  if (text === undefined || pingLimit(facts)) return [];
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= USUAL_HEARTBEAT.min && seconds <= USUAL_HEARTBEAT.max) return [];
  const unreadable = Number.isNaN(seconds);
  return [
    {
      rule: "ping-heartbeat",
      severity: unreadable ? "error" : "warning",
      title: unreadable ? "HeartbeatInterval is no number" : `A heartbeat of ${text} s is out of the usual range`,
      explanation: unreadable
        ? "It holds whole seconds."
        : `Exchange takes ${USUAL_HEARTBEAT.min} to ${USUAL_HEARTBEAT.max} s and answers Status 5 with the nearest bound to anything else. Firewalls cut off long waits before that.`,
      advice: "480 s works almost everywhere.",
      evidence: [evidenceOfChild("request", root, "HeartbeatInterval")],
      spec: HEARTBEAT,
      fix: [{ kind: "set-content", path: "/Ping/HeartbeatInterval", content: "480" }],
      fixLabel: "Wait 480 s",
    },
  ];
}

function folders(root: Placed): Finding[] {
  const list = childElement(root.element, "Folders", "Ping");
  if (!list) return [];
  const found = descend(root.element, ["Folders", "Folder"], MAX_FOLDERS);
  const broken = found.filter(({ element }) => !textOf(element, "Id") || !textOf(element, "Class"));
  if (childElements(list).length > 0 && broken.length === 0) return [];
  const [first] = broken;
  return [
    {
      rule: "ping-folder",
      severity: "error",
      title: first
        ? `A Folder of Ping has no ${textOf(first.element, "Id") ? "Class" : "Id"}`
        : "Ping watches no folder",
      explanation: first
        ? "Each Folder holds Id (the folder's ServerId) and Class; servers answer Status 3 or 4 when one is missing."
        : "Folders is empty. Leave it out to go on with the folders of the last Ping, or name some.",
      advice: "Write Id and Class for each folder to watch.",
      evidence: first
        ? broken.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place))
        : [evidenceOfChild("request", root, "Folders")],
      spec: { document: "MS-ASCMD", section: "2.2.3.71.2" },
    },
  ];
}

/** Status 5 and 6 of Ping come with the value the server would take: the fix is to use it. */
export function pingLimits(facts: Facts): Finding[] {
  const limit = pingLimit(facts);
  const root = facts.reply?.document?.root;
  const asked = facts.request.document?.root;
  if (!limit || !root) return [];
  const place: Placed = { element: root, path: "/Ping" };
  const sent = asked?.name === "Ping" ? childElement(asked, "HeartbeatInterval") : undefined;
  if (limit.code === 6) {
    return [
      {
        rule: "status-6",
        severity: "error",
        title: "Status 6: Ping watches too many folders",
        explanation: `The server takes ${limit.value} folders at most.`,
        advice: "Watch fewer, the ones that matter; ask for the others with Sync now and then.",
        evidence: [evidenceOfChild("reply", place, "MaxFolders")],
        spec: { document: "MS-ASCMD", section: "2.2.3.102" },
      },
    ];
  }
  return [
    {
      rule: "status-5",
      severity: "error",
      title: `Status 5: the server does not wait ${sent ? `${elementText(sent).trim().slice(0, 12)} s` : "so long or so short"}`,
      explanation: `HeartbeatInterval is outside what this server takes. It says ${limit.value} s: the nearest it does take.`,
      advice: `Ping again with ${limit.value} s, and remember it for this server.`,
      evidence: [
        evidenceOfChild("reply", place, "HeartbeatInterval"),
        ...(asked && sent ? [evidenceOfChild("request", { element: asked, path: "/Ping" }, "HeartbeatInterval")] : []),
      ],
      spec: HEARTBEAT,
      ...(sent
        ? {
            fix: [{ kind: "set-content", path: "/Ping/HeartbeatInterval", content: limit.value }],
            fixLabel: `Wait ${limit.value} s`,
          }
        : {}),
    },
  ];
}

/** The bound that a Ping answer names, when it names one. */
function pingLimit({ reply }: Facts): { code: number; value: string } | undefined {
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || root?.name !== "Ping") return undefined;
  const code = Number(textOf(root, "Status"));
  const value = code === 5 ? textOf(root, "HeartbeatInterval") : code === 6 ? textOf(root, "MaxFolders") : undefined;
  return value !== undefined && /^\d{1,6}$/.test(value) ? { code, value } : undefined;
}

/** True when `pingLimits` explains the Status of the answer. */
export const isPingLimit = (facts: Facts): boolean => pingLimit(facts) !== undefined;
