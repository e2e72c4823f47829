import { childElement, childElements, elementText } from "@easel/codec/document";
import { descend, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

const audiences = ["AppliesToInternal", "AppliesToExternalKnown", "AppliesToExternalUnknown"];

/** Automatic answers: a time needs its state, and each kind of senders one answer (MS-ASCMD 2.2.3.122-124). */
export function oofForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Settings" || reply?.succeeded) return [];
  const [set] = descend(root, ["Oof", "Set"], 1);
  if (!set) return [];
  const state = textOf(set.element, "OofState");
  const missing = ["StartTime", "EndTime"].filter((name) => !textOf(set.element, name));
  const messages = childElements(set.element, "OofMessage", "Settings");
  const said = messages.flatMap((message) => audiences.filter((name) => childElement(message, name)));
  const mute = messages.filter((message) => !audiences.some((name) => childElement(message, name)));
  const twice = audiences.find((name) => said.filter((other) => other === name).length > 1);
  const stateElement = childElement(set.element, "OofState");
  return [
    ...(state === "2" && missing.length > 0 && stateElement
      ? tell(
          {
            rule: "oof-without-times",
            title: `OofState 2 without ${missing.join(" and ")}`,
            explanation: "2 turns automatic answers on between two times, and both have to be said.",
            advice: "Send StartTime and EndTime, or OofState 1 to turn them on now.",
            spec: ["MS-ASCMD", "2.2.3.124"],
          },
          [{ element: stateElement, path: `${set.path}/OofState` }],
        )
      : []),
    ...(state !== undefined && state !== "2" && missing.length < 2 && stateElement
      ? tell(
          {
            rule: "oof-times-ignored",
            severity: "warning",
            title: `The times are not kept with OofState ${elementText(stateElement).trim().slice(0, 8)}`,
            explanation:
              "StartTime and EndTime count with OofState 2 only; with another state the server says yes and forgets them.",
            advice: "Send OofState 2.",
            spec: ["MS-ASCMD", "2.2.3.124"],
            fix: [{ kind: "set-content", path: `${set.path}/OofState`, content: "2" }],
            fixLabel: "Set OofState to 2",
          },
          [{ element: stateElement, path: `${set.path}/OofState` }],
        )
      : []),
    ...tell(
      {
        rule: "oof-message-audience",
        title: twice ? `Two answers for the same senders: ${twice}` : "An automatic answer does not say for whom it is",
        explanation:
          "Each OofMessage holds one of AppliesToInternal, AppliesToExternalKnown and AppliesToExternalUnknown, and none of them comes twice.",
        advice: "Give each kind of senders one OofMessage.",
        spec: ["MS-ASCMD", "2.2.3.123"],
      },
      twice
        ? [set]
        : mute.map((element) => ({
            element,
            path: `${set.path}/OofMessage${messages.length > 1 ? `[${messages.indexOf(element) + 1}]` : ""}`,
          })),
    ),
  ];
}
