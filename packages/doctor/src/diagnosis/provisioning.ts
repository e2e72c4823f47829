import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const policyStatuses = new Set([139, 140, 141, 142, 143, 144, 145, 165]);

/** HTTP 449 and the Status values that ask for Provision: the same story, told by either. */
export function provisioning(facts: Facts): Finding[] {
  const { reply, request, url } = facts;
  if (!reply) return [];
  const found = reply.statuses.filter(({ code }) => policyStatuses.has(code));
  const first = found[0];
  if (reply.status !== 449 && !first) return [];
  const key =
    request.header("X-MS-PolicyKey")?.trim() ??
    (url.command.policyKey === undefined ? undefined : String(url.command.policyKey));
  const code = first?.code;
  return [
    {
      rule: first ? `status-${code}` : "http-449",
      severity: "error",
      title: first
        ? `Status ${code}: ${first.meaning?.name ?? "provisioning is needed"}`
        : "HTTP 449: the device has to be provisioned first",
      explanation: `${first?.meaning?.meaning ?? "A policy is in force and this device has not accepted it, or holds an old policy key."} ${aboutKey(key, code)}`,
      advice: adviceFor(code) + afterProvision(key, code),
      evidence: first
        ? [
            { side: "reply", kind: "element", path: first.path, ...(first.span ? { span: first.span } : {}) },
            { side: "request", kind: "header", name: "X-MS-PolicyKey" },
          ]
        : [
            { side: "reply", kind: "status" },
            { side: "request", kind: "header", name: "X-MS-PolicyKey" },
          ],
      spec: first ? { document: "MS-ASCMD", section: "2.2.2" } : { document: "MS-ASPROV", section: "3.1.5.1" },
    },
  ];
}

/** A loop of Provision and refusal, each well done, has its cause on the server. */
function afterProvision(key: string | undefined, code: number | undefined): string {
  const loops = code === undefined || code === 142 || code === 143 || code === 144;
  return loops && key !== undefined && key !== "" && key !== "0"
    ? " If this very key has just come from an acknowledged Provision, the server contradicts itself: its policy then often holds settings that this protocol version never carries."
    : "";
}

/** The key itself is a secret and never appears in a sentence. */
function aboutKey(key: string | undefined, code: number | undefined): string {
  if (code === 139 || code === 140 || code === 145 || code === 165) return "";
  if (key === undefined || key === "") return "The request carries no policy key.";
  return key === "0"
    ? "The request carries policy key 0, which says that nothing has been accepted yet."
    : "The request carries a policy key, which is not the current one: an older one, the temporary one of the first Provision answer, or that of another DeviceId.";
}

function adviceFor(code: number | undefined): string {
  switch (code) {
    case 139:
      return "Use a newer protocol version, or have the policy relaxed.";
    case 140:
      return "Send Provision with key 0 to read the order, then acknowledge it; a workbench may stop here.";
    case 145:
      return "Acknowledge the policy with Status 1.";
    case 165:
      return "Put settings:DeviceInformation with Set and Model into Provision, as its first child, before Policies.";
    default:
      return "Send Provision with policy key 0; acknowledge with the temporary key of the answer; send this request again with the final key in X-MS-PolicyKey (in a base64 query, in its policy key field).";
  }
}

/** True when `provisioning` explains this Status. */
export const isPolicyStatus = (code: number): boolean => policyStatuses.has(code);
