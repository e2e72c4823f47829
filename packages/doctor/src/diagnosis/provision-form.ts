import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { evidenceOf, evidenceOfChild, isEmptyElement, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";
import { withoutElements } from "./trim-document.ts";

const wipes = ["RemoteWipe", "AccountOnlyRemoteWipe"] as const;
const INITIAL = { document: "MS-ASPROV", section: "3.1.5.1.1" };
const INFORMATION = { document: "MS-ASPROV", section: "2.2.2.53" };
const ACKNOWLEDGEMENT = { document: "MS-ASPROV", section: "3.1.5.1.2.1" };

/** What each phase of Provision carries (MS-ASPROV 3.1.5.1), as far as the request shows it. */
export function provisionForm(facts: Facts): Finding[] {
  const root = facts.request.document?.root;
  if (facts.request.kind !== "wbxml" || root?.name !== "Provision" || facts.reply?.succeeded) return [];
  const wipe = wipes.map((name) => childElement(root, name, "Provision")).find(Boolean);
  if (wipe) return wipeAcknowledgement(facts, root, wipe);
  const policies = childElement(root, "Policies", "Provision");
  const policy = policies && childElement(policies, "Policy", "Provision");
  // An empty Provision asks what the server wants; a wipe order is answered so.
  if (!policy) return [];
  const place: Placed = { element: policy, path: "/Provision/Policies/Policy" };
  return childElement(policy, "PolicyKey")
    ? acknowledgement(facts, root, place)
    : [...initialKey(facts), ...deviceInformation(facts, root), ...policyType(facts, place)];
}

function wipeAcknowledgement(facts: Facts, root: ElementNode, wipe: ElementNode): Finding[] {
  const place: Placed = { element: wipe, path: `/Provision/${wipe.name}` };
  const extra = childElements(root).filter((child) => child !== wipe);
  const findings: Finding[] = [];
  const spec = {
    document: "MS-ASPROV",
    section: wipe.name === "RemoteWipe" ? "3.1.5.1.2.2" : "3.1.5.1.2.3",
  };
  if (extra.length > 0) {
    const names = [...new Set(extra.map(({ name }) => name))].slice(0, 5).join(" and ");
    const fix = withoutElements(facts.request.document, (child, parent) => parent === root && child !== wipe);
    findings.push({
      rule: "wipe-acknowledgement-extra",
      severity: "error",
      title: `The acknowledgement of a wipe carries ${names} too`,
      explanation: `A wipe is acknowledged by Provision with ${wipe.name} and its Status alone. With anything beside it the server may take the request for the ordinary start of provisioning, or refuse it, and gives the order again.`,
      advice: `Send Provision with ${wipe.name}/Status and nothing else.`,
      evidence: extra
        .slice(0, 5)
        .map((element) => evidenceOf("request", { element, path: `/Provision/${element.name}` })),
      spec,
      ...(fix ? { fix, fixLabel: `Keep ${wipe.name} only` } : {}),
    });
  }
  if (!/^[12]$/.test(textOf(wipe, "Status") ?? "")) {
    findings.push({
      rule: "wipe-acknowledgement-status",
      severity: "error",
      title: `${wipe.name} says no Status`,
      explanation:
        "In a request the element reports how the wipe went: Status 1 it is done, 2 it failed. Empty, it is the server's order.",
      advice: "Put Status with 1 or 2 inside.",
      evidence: [evidenceOf("request", place)],
      spec,
    });
  }
  return findings;
}

function initialKey(facts: Facts): Finding[] {
  const inQuery = facts.url.command.policyKey;
  const key = facts.request.header("X-MS-PolicyKey")?.trim() ?? (inQuery === undefined ? "" : String(inQuery));
  if (key === "" || key === "0") return [];
  const fix: Edit =
    inQuery === undefined || inQuery === 0
      ? { kind: "set-header", name: "X-MS-PolicyKey", value: "0" }
      : { kind: "set-query", name: "PolicyKey", value: "0" };
  return [
    {
      rule: "provision-key-not-zero",
      severity: "error",
      title: "Provision begins with an old policy key",
      explanation:
        "The first Provision asks for the policy, and its policy key has to be 0. An old key makes the server think of a device that is provisioned, or of an acknowledgement without content.",
      advice:
        "Send key 0 first; acknowledge with the temporary key of the answer, in the header and in the body; only then use the final key.",
      evidence: [{ side: "request", kind: "header", name: "X-MS-PolicyKey" }],
      spec: INITIAL,
      fix: [fix],
      fixLabel: "Set the key to 0",
    },
  ];
}

function deviceInformation(facts: Facts, root: ElementNode): Finding[] {
  const { version } = facts;
  if (version === undefined || !isProtocolVersion(version)) return [];
  const information = childElement(root, "DeviceInformation", "Settings");
  const belongs = compareVersions(version, "14.1") >= 0;
  // Status 165 says so itself.
  const told = facts.reply?.statuses.some(({ code }) => code === 165);
  if (!information) {
    if (!belongs || told) return [];
    return [
      {
        rule: "device-information-missing",
        severity: "warning",
        title: "Provision does not say what device this is",
        explanation: `From 14.1 on the first Provision has to carry settings:DeviceInformation; servers answer Status 165 without it, or never let the device in.`,
        advice: "Put settings:DeviceInformation with Set and Model into Provision, before Policies.",
        evidence: [evidenceOf("request", { element: root, path: "/Provision" })],
        spec: INFORMATION,
      },
    ];
  }
  const place: Placed = { element: information, path: "/Provision/DeviceInformation" };
  if (!belongs) {
    const fix = withoutElements(facts.request.document, (child) => child === information);
    return [
      {
        rule: "device-information-too-early",
        severity: "error",
        title: `DeviceInformation is not part of Provision at ${version}`,
        explanation: `Provision takes it from 14.1 on. ${version === "2.5" ? "At 2.5 there is no way to send it." : "From 12.0 to 14.0 it is sent with the command Settings, after provisioning."}`,
        advice: "Leave it out here.",
        evidence: [evidenceOf("request", place)],
        spec: INFORMATION,
        ...(fix ? { fix, fixLabel: "Leave it out" } : {}),
      },
    ];
  }
  if (childElements(root)[0] !== information) {
    return [
      {
        rule: "device-information-late",
        severity: facts.reply ? "error" : "warning",
        title: "DeviceInformation comes after another child of Provision",
        explanation:
          "In the first Provision DeviceInformation stands before Policies. Servers that read in order miss it there, and answer Status 2 or 165.",
        advice: "Write DeviceInformation, then Policies.",
        evidence: [evidenceOf("request", place)],
        spec: INFORMATION,
      },
    ];
  }
  const set = childElement(information, "Set", "Settings");
  const model = set && childElement(set, "Model", "Settings");
  if (model && !isEmptyElement(model)) return [];
  return [
    {
      rule: "device-information-incomplete",
      severity: "error",
      title: `DeviceInformation has no ${set ? "Model" : "Set"}`,
      explanation: "It has to hold Set, and Set at least Model.",
      advice: "Write DeviceInformation, Set, Model with the name of the device.",
      evidence: [evidenceOf("request", place)],
      spec: INFORMATION,
    },
  ];
}

function policyType(facts: Facts, policy: Placed): Finding[] {
  const { version } = facts;
  if (version === undefined || !isProtocolVersion(version)) return [];
  const given = textOf(policy.element, "PolicyType");
  const right = version === "2.5" ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML";
  if (given === right || (given === "MS-WAP-Provisioning-XML" && version === "12.0")) return [];
  return [
    {
      rule: "policy-type",
      severity: "error",
      title: given ? `PolicyType is not the one of ${version}` : "Policy has no PolicyType",
      explanation: `At ${version} the policy is asked for as ${right}${given ? `; here it is “${given.slice(0, 60)}”, which servers answer with Status 3` : ""}.`,
      advice: `Write ${right}.`,
      evidence: [evidenceOfChild("request", policy, "PolicyType")],
      spec: { document: "MS-ASPROV", section: "2.2.2.43" },
      ...(given === undefined
        ? {}
        : {
            fix: [{ kind: "set-content", path: `${policy.path}/PolicyType`, content: right }],
            fixLabel: "Set the PolicyType",
          }),
    },
  ];
}

function acknowledgement(facts: Facts, root: ElementNode, policy: Placed): Finding[] {
  const findings: Finding[] = [];
  const information = childElement(root, "DeviceInformation", "Settings");
  if (information) {
    const fix = withoutElements(facts.request.document, (child) => child === information);
    findings.push({
      rule: "acknowledgement-device-information",
      severity: "warning",
      title: "The acknowledgement repeats DeviceInformation",
      explanation:
        "DeviceInformation belongs to the first Provision only. Beside it a server may take the acknowledgement for another first request, and answer with the same temporary key again.",
      advice: "Acknowledge with Policies alone.",
      evidence: [evidenceOf("request", { element: information, path: "/Provision/DeviceInformation" })],
      spec: INFORMATION,
      ...(fix ? { fix, fixLabel: "Leave it out" } : {}),
    });
  }
  if (!/^[1-4]$/.test(textOf(policy.element, "Status") ?? "")) {
    findings.push({
      rule: "acknowledgement-status",
      severity: "error",
      title: "The acknowledgement says no Status",
      explanation:
        "A Policy with a PolicyKey acknowledges; its Status says how: 1 all of it, 2 in part, 3 not at all, 4 done by somebody else.",
      advice: "Add Status with 1 after PolicyKey.",
      evidence: [evidenceOf("request", policy)],
      spec: ACKNOWLEDGEMENT,
    });
  }
  const key = childElement(policy.element, "PolicyKey");
  const inBody = key ? elementText(key).trim() : "";
  const inHeader = facts.request.header("X-MS-PolicyKey")?.trim();
  if (inHeader !== undefined && inHeader !== "" && inBody !== inHeader) {
    findings.push({
      rule: "acknowledgement-key",
      severity: "warning",
      title: "Header and body name different policy keys",
      explanation:
        "The temporary key of the first answer stands in both places of the acknowledgement: X-MS-PolicyKey and PolicyKey.",
      advice: "Put the key of the first answer into both.",
      evidence: [
        { side: "request", kind: "header", name: "X-MS-PolicyKey" },
        evidenceOfChild("request", policy, "PolicyKey"),
      ],
      spec: ACKNOWLEDGEMENT,
    });
  }
  return findings;
}
