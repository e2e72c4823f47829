import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { newPolicyKey, policyData, policyTypeAt } from "../device/index.ts";
import { el } from "../documents.ts";
import { type Answer, answer } from "../http/index.ts";
import { CommonStatus, PolicyStatus, ProvisionStatus } from "../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "./command.ts";

const PAGE = "Provision";

/**
 * MS-ASPROV 3.1.5.1: the first phase hands out the policy with a temporary key, the second confirms that it was
 * applied and hands out the key for all later commands.
 */
export const provision: SandboxCommand = {
  name: "Provision",
  run(context, root) {
    const policies = root && childElement(root, "Policies", PAGE);
    const asked = policies ? childElements(policies, "Policy", PAGE) : [];
    const [policy] = asked;
    if (!root || !policy || asked.length > 1) return failed(ProvisionStatus.ProtocolError);
    return childElement(policy, "PolicyKey", PAGE) ? acknowledge(context, policy) : offer(context, root, policy);
  },
};

function offer(context: CommandContext, root: ElementNode, policy: ElementNode): Answer {
  const { device, version } = context;
  const information = childElement(root, "DeviceInformation", "Settings");
  // MS-ASPROV 2.2.2.53: DeviceInformation is required here from 14.1 on, and unknown before.
  if (isSince(context, "14.1") && !information) return failed(String(CommonStatus.DeviceInformationRequired));
  if (!isSince(context, "14.1") && information) return failed(ProvisionStatus.ProtocolError);
  if (textOf(policy, "PolicyType") !== policyTypeAt(version))
    return policyAnswer(policy, PolicyStatus.UnknownPolicyType);
  device.policy.offered = newPolicyKey();
  return policyAnswer(
    policy,
    PolicyStatus.Success,
    [el(PAGE, "PolicyKey", device.policy.offered), policyData(version)],
    information ? el("Settings", "DeviceInformation", el("Settings", "Status", "1")) : undefined,
  );
}

function acknowledge({ device, version }: CommandContext, policy: ElementNode): Answer {
  const status = textOf(policy, "Status");
  if (!["1", "2", "3", "4"].includes(status)) return failed(ProvisionStatus.ProtocolError);
  if (textOf(policy, "PolicyType") !== policyTypeAt(version))
    return policyAnswer(policy, PolicyStatus.UnknownPolicyType);
  if (textOf(policy, "PolicyKey") !== device.policy.offered) {
    return policyAnswer(policy, PolicyStatus.WrongPolicyKey);
  }
  // MS-ASPROV 2.2.2.54.1: 2 and 3 say the policy was applied in part or not at all, 4 that somebody else manages.
  if (status === "4") return failed(String(CommonStatus.ExternallyManagedDevicesNotAllowed));
  if (status !== "1") return failed(String(CommonStatus.DeviceNotFullyProvisionable));
  device.policy = { key: newPolicyKey() };
  return policyAnswer(policy, PolicyStatus.Success, [el(PAGE, "PolicyKey", device.policy.key)]);
}

function policyAnswer(asked: ElementNode, status: string, rest: ElementNode[] = [], information?: ElementNode): Answer {
  const type = el(PAGE, "PolicyType", textOf(asked, "PolicyType"));
  const policy = el(PAGE, "Policy", type, el(PAGE, "Status", status), ...rest);
  const overall = el(PAGE, "Status", ProvisionStatus.Success);
  return answer(el(PAGE, "Provision", information, overall, el(PAGE, "Policies", policy)));
}

const failed = (status: string): Answer => answer(el(PAGE, "Provision", el(PAGE, "Status", status)));

const textOf = (parent: ElementNode, name: string): string => {
  const child = childElement(parent, name, PAGE);
  return child ? elementText(child) : "";
};
