import { childElement } from "@easel/codec/document";
import { evidenceOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const orders = [
  ["RemoteWipe", "the whole device", "3.1.5.1.2.2"],
  ["AccountOnlyRemoteWipe", "this account's data", "3.1.5.1.2.3"],
] as const;

/** A Provision answer that holds the order to erase, which looks like any other success. */
export function wipeOrder(facts: Facts): Finding[] {
  const root = facts.reply?.document?.root;
  if (facts.reply?.kind !== "wbxml" || root?.name !== "Provision") return [];
  return orders.flatMap(([name, what, section]): Finding[] => {
    const element = childElement(root, name, "Provision");
    // In an answer the order is empty; with a Status it would be a report.
    if (!element || childElement(element, "Status")) return [];
    return [
      {
        rule: "wipe-ordered",
        severity: "warning",
        title: `The server orders ${what} to be erased`,
        explanation: `${name} in the answer is an order of the administrator or the user. ${name === "RemoteWipe" ? "Every command is answered 140 or 449 until it is acknowledged." : "Until it is acknowledged the server gives nothing to this account."} A workbench need not erase anything, and EASel does not.`,
        advice: `A client erases, then sends Provision with ${name}/Status 1 and nothing else. If the order is a mistake, have it cancelled or the device removed at the server.`,
        evidence: [evidenceOf("reply", { element, path: `/Provision/${name}` })],
        spec: { document: "MS-ASPROV", section },
      },
    ];
  });
}
