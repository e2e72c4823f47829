import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { descend, evidenceOf, evidenceOfChild, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** How long a Sync may wait: Wait in minutes (MS-ASCMD 2.2.3.198), HeartbeatInterval in seconds, in Exchange's range. */
const waits = [
  { name: "Wait", unit: "minutes", min: 1, max: 59, section: "2.2.3.198", usual: "8" },
  { name: "HeartbeatInterval", unit: "seconds", min: 60, max: 3540, section: "2.2.3.88.2", usual: "480" },
] as const;

/** A wait that no server takes; each mistakes itself easily for the other. */
export function syncWait(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Sync" || reply?.succeeded || syncLimit(facts)?.code === 14) return [];
  const place: Placed = { element: root, path: "/Sync" };
  return [...windows(facts, root), ...outOfRange(facts, place)];
}

/** WindowSize counts items; more than 512 is taken for 512, and anything but a number for a broken request. */
function windows({ reply }: Facts, root: ElementNode): Finding[] {
  const holders: Placed[] = [{ element: root, path: "/Sync" }, ...descend(root, ["Collections", "Collection"], 300)];
  const broken = holders.filter(({ element }) => !/^\d{0,9}$/.test(textOf(element, "WindowSize") ?? ""));
  const [first] = broken;
  if (!first) return [];
  return [
    {
      rule: "window-size",
      severity: reply ? "error" : "warning",
      title: `WindowSize “${(textOf(first.element, "WindowSize") ?? "").slice(0, 20)}” is no count of items`,
      explanation:
        "WindowSize says how many changes the answer may bring at most, as a whole number from 1 to 512. Servers call anything else a protocol error, Status 4.",
      advice: "Use a number such as 100, or leave it out.",
      evidence: broken.slice(0, 5).map((place) => evidenceOfChild("request", place, "WindowSize")),
      spec: { document: "MS-ASCMD", section: "2.2.3.199" },
      fix: broken.slice(0, 5).map(({ path }) => ({ kind: "set-content", path: `${path}/WindowSize`, content: "100" })),
      fixLabel: "Ask for 100",
    },
  ];
}

function outOfRange({ reply }: Facts, place: Placed): Finding[] {
  const root = place.element;
  return waits.flatMap(({ name, unit, min, max, section, usual }): Finding[] => {
    const text = textOf(root, name);
    const value = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (text === undefined || (value >= min && value <= max)) return [];
    const other = name === "Wait" ? value >= 60 : value > 0 && value < 60;
    return [
      {
        rule: "sync-wait",
        severity: reply || Number.isNaN(value) ? "error" : "warning",
        title: Number.isNaN(value) ? `${name} is no number` : `${name} of ${text} is out of range`,
        explanation: `${name} counts ${unit}, ${min} to ${max}; servers answer Status 14 with the Limit they take to anything else.${other ? ` ${text} looks like ${name === "Wait" ? "seconds, which HeartbeatInterval counts" : "minutes, which Wait counts"}.` : ""}`,
        advice: `Use ${min} to ${max}; ${usual} ${unit} works almost everywhere.`,
        evidence: [evidenceOfChild("request", place, name)],
        spec: { document: "MS-ASCMD", section },
        fix: [{ kind: "set-content", path: `/Sync/${name}`, content: usual }],
        fixLabel: `Wait ${usual} ${unit}`,
      },
    ];
  });
}

/** Status 14 and 15 of Sync come with the bound the server sets: the fix is to keep it. */
export function syncLimits(facts: Facts): Finding[] {
  const limit = syncLimit(facts);
  const root = facts.reply?.document?.root;
  const asked = facts.request.document?.root;
  if (!limit || !root) return [];
  const evidence = [evidenceOfChild("reply", { element: root, path: "/Sync" }, "Limit")];
  if (limit.code === 15) {
    const list = asked && childElement(asked, "Collections");
    const count = list ? childElements(list, "Collection").length : 0;
    return [
      {
        rule: "status-15",
        severity: "error",
        title: "Status 15: Sync names too many collections at once",
        explanation: `The server takes ${limit.value} at most${count > 0 ? `, and the request names ${count}` : ""}.`,
        advice: `Split it into requests of ${limit.value} collections or fewer.`,
        evidence: list ? [...evidence, evidenceOf("request", { element: list, path: "/Sync/Collections" })] : evidence,
        spec: { document: "MS-ASCMD", section: "2.2.3.177.17" },
      },
    ];
  }
  const sent = waits.find(({ name }) => asked?.name === "Sync" && childElement(asked, name));
  const element = asked && sent ? childElement(asked, sent.name) : undefined;
  const said = element ? elementText(element).trim().slice(0, 12) : "";
  return [
    {
      rule: "status-14",
      severity: "error",
      title: `Status 14: the server does not wait ${sent ? `${said} ${sent.unit}` : "so long or so short"}`,
      explanation: `${sent?.name ?? "Wait or HeartbeatInterval"} is outside what this server takes; the Limit it names is ${limit.value}. Wait counts minutes, HeartbeatInterval seconds.`,
      advice: `Sync again with ${limit.value}, and remember it for this server.`,
      evidence: [
        ...evidence,
        ...(asked && sent ? [evidenceOfChild("request", { element: asked, path: "/Sync" }, sent.name)] : []),
      ],
      spec: { document: "MS-ASCMD", section: "2.2.3.177.17" },
      ...(sent
        ? {
            fix: [{ kind: "set-content", path: `/Sync/${sent.name}`, content: limit.value }],
            fixLabel: `Wait ${limit.value} ${sent.unit}`,
          }
        : {}),
    },
  ];
}

/** The bound that a Sync answer names, when it names one. */
function syncLimit({ reply }: Facts): { code: number; value: string } | undefined {
  const root = reply?.document?.root;
  if (reply?.kind !== "wbxml" || root?.name !== "Sync") return undefined;
  const code = Number(textOf(root, "Status"));
  const value = code === 14 || code === 15 ? textOf(root, "Limit") : undefined;
  return value !== undefined && /^\d{1,6}$/.test(value) ? { code, value } : undefined;
}

/** True when `syncLimits` explains the Status of the answer. */
export const isSyncLimit = (facts: Facts): boolean => syncLimit(facts) !== undefined;
