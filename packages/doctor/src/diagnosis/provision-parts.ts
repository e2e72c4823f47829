import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { evidenceOf, evidenceOfChild, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

/** What a Provision leaves out or says of itself, so that the server cannot let the device in. */
export function provisionParts(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Provision" || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  if (childElement(root, "RemoteWipe") || childElement(root, "AccountOnlyRemoteWipe")) return [];
  const policies = childElement(root, "Policies", "Provision");
  const policy = policies && childElement(policies, "Policy", "Provision");
  if (!policy) return noPolicy(facts, root, policies);
  const place: Placed = { element: policy, path: "/Provision/Policies/Policy" };
  return childElement(policy, "PolicyKey") ? refusal(facts, place) : keyless(facts, place);
}

/** An empty Provision asks what the server wants; one with anything else has to ask for the policy too. */
function noPolicy(facts: Facts, root: ElementNode, policies: ElementNode | undefined): Finding[] {
  if (childElements(root).length === 0) return [];
  return tell(
    {
      rule: "provision-without-policies",
      severity: facts.reply ? "error" : "warning",
      title: policies ? "Policies holds no Policy" : "Provision asks for no policy",
      explanation:
        "The first Provision asks for the policy with Policies, Policy and PolicyType; DeviceInformation goes before it and does not replace it. Without it the server has nothing to answer, and the device stays unprovisioned.",
      advice: "Add Policies with one Policy and its PolicyType, MS-EAS-Provisioning-WBXML from 12.0 on.",
      spec: ["MS-ASPROV", "2.2.2.40"],
    },
    [{ element: policies ?? root, path: policies ? "/Provision/Policies" : "/Provision" }],
  );
}

/** How a client acknowledges that it does not keep the policy. */
const refusals: Readonly<Record<string, readonly [title: string, meaning: string]>> = {
  "3": [
    "The acknowledgement says that the policy is not applied",
    "Status 3 in the Policy of a request reports that the client applied nothing of it. A server that demands its policy then gives no final key and answers every command with 139, 142 or 449.",
  ],
  "4": [
    "The acknowledgement says that somebody else manages the device",
    "Status 4 in the Policy of a request reports that another system manages the device. A server that does not allow that answers 145.",
  ],
};

function refusal(facts: Facts, policy: Placed): Finding[] {
  const status = textOf(policy.element, "Status") ?? "";
  const [title, meaning] = Object.hasOwn(refusals, status) ? (refusals[status] ?? []) : [];
  if (!title || !meaning) return [];
  return [
    {
      rule: "acknowledgement-refuses",
      severity: facts.reply ? "error" : "warning",
      title,
      explanation: meaning,
      advice: "Apply the policy and acknowledge with Status 1, or 2 for a part; or have the policy relaxed.",
      evidence: [evidenceOfChild("request", policy, "Status")],
      spec: { document: "MS-ASPROV", section: "2.2.2.54.1" },
      fix: [{ kind: "set-content", path: `${policy.path}/Status`, content: "1" }],
      fixLabel: "Acknowledge with 1",
    },
  ];
}

/** A Status without the key it is about acknowledges nothing. */
function keyless(facts: Facts, policy: Placed): Finding[] {
  if (!childElement(policy.element, "Status")) return [];
  return [
    {
      rule: "acknowledgement-without-key",
      severity: facts.reply ? "error" : "warning",
      title: "The acknowledgement names no PolicyKey",
      explanation:
        "A Policy with a Status acknowledges, and has to say what: the temporary PolicyKey of the first answer. Without it the server takes the request for a first one, or for malformed.",
      advice: "Put PolicyKey between PolicyType and Status, and the same key into X-MS-PolicyKey.",
      evidence: [evidenceOf("request", policy)],
      spec: { document: "MS-ASPROV", section: "3.1.5.1.2.1" },
    },
  ];
}

const MAX_KEY = 0xffffffff;
/** What people put in the place of a key they do not show. */
const placeholder = /redacted|\*{2,}|^<.*>$|^x+$/i;

/** X-MS-PolicyKey by its form. Servers may give out other keys than Exchange, so only a refusal makes it a fault. */
export function policyKeyForm(facts: Facts): Finding[] {
  const { request, reply, url } = facts;
  const key = request.header("X-MS-PolicyKey")?.trim();
  if (key === undefined || placeholder.test(key) || reply?.succeeded || facts.isSignIn) return [];
  if (/^\d{1,10}$/.test(key) && Number(key) <= MAX_KEY) {
    const inQuery = url.command.policyKey;
    if (inQuery === undefined || String(inQuery) === key) return [];
    return [
      {
        rule: "policy-key-twice",
        severity: "warning",
        title: "Query and header name different policy keys",
        explanation:
          "A base64 query has a field for the policy key, and X-MS-PolicyKey says another one. The server goes by the query.",
        advice: "Leave the header out with a base64 query.",
        evidence: [{ side: "request", kind: "header", name: "X-MS-PolicyKey" }],
        spec: { document: "MS-ASHTTP", section: "2.2.1.1.1.1" },
        fix: [{ kind: "remove-header", name: "X-MS-PolicyKey" }],
        fixLabel: "Remove the header",
      },
    ];
  }
  return [
    {
      rule: "policy-key-form",
      severity: reply ? "error" : "warning",
      title: key === "" ? "X-MS-PolicyKey is empty" : "X-MS-PolicyKey is no policy key",
      explanation:
        "A policy key is a whole number of at most 4294967295, as the server's last Provision answer gave it, or 0 before the first one. Exchange answers 400 to anything else.",
      advice: "Send the PolicyKey of the last Provision answer as it stands there, or 0.",
      evidence: [{ side: "request", kind: "header", name: "X-MS-PolicyKey" }],
      spec: { document: "MS-ASPROV", section: "2.2.2.42" },
      fix: [{ kind: "set-header", name: "X-MS-PolicyKey", value: "0" }],
      fixLabel: "Set the key to 0",
    },
  ];
}
