import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { el } from "../documents.ts";
import { answer } from "../http/index.ts";
import { CommonStatus, SettingsStatus } from "../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "./command.ts";

const PAGE = "Settings";

/** MS-ASCMD 2.2.1.18, from 12.0: the device tells about itself and asks about its user; the rest is refused. */
export const settings: SandboxCommand = {
  name: "Settings",
  run(context, root) {
    const asked = root ? childElements(root) : [];
    const answers = asked.map((element) => property(context, element));
    if (answers.length === 0 || !answers.every((element) => element !== undefined)) {
      return answer(el(PAGE, "Settings", el(PAGE, "Status", SettingsStatus.ProtocolError)));
    }
    return answer(el(PAGE, "Settings", el(PAGE, "Status", SettingsStatus.Success), ...answers));
  },
};

/** The answer to one property; undefined for what Settings does not have. */
function property(context: CommandContext, asked: ElementNode): ElementNode | undefined {
  if (asked.namespace !== PAGE) return undefined;
  const said = (status: string, ...rest: ElementNode[]) => el(PAGE, asked.name, el(PAGE, "Status", status), ...rest);
  const gets = childElement(asked, "Get", PAGE) !== undefined;
  const sets = childElement(asked, "Set", PAGE) !== undefined;
  switch (asked.name) {
    case "DeviceInformation":
      return said(sets ? SettingsStatus.Success : SettingsStatus.ProtocolError);
    case "UserInformation":
      return gets ? said(SettingsStatus.Success, userInformation(context)) : said(SettingsStatus.ProtocolError);
    case "Oof":
      // Always off: nobody in the sandbox is ever out of the office.
      if (gets) return said(SettingsStatus.Success, el(PAGE, "Get", el(PAGE, "OofState", "0")));
      return said(sets ? SettingsStatus.InvalidArguments : SettingsStatus.ProtocolError);
    case "DevicePassword":
      return said(SettingsStatus.DeniedByPolicy);
    case "RightsManagementInformation":
      return said(String(CommonStatus.IRM_FeatureDisabled));
    default:
      return undefined;
  }
}

/** One list of addresses up to 14.0, one per account from 14.1 (MS-ASCMD 2.2.3.4). */
function userInformation(context: CommandContext): ElementNode {
  const { user, name } = context.user;
  if (!isSince(context, "14.1")) {
    return el(PAGE, "Get", el(PAGE, "EmailAddresses", el(PAGE, "SMTPAddress", user)));
  }
  const addresses = el(PAGE, "EmailAddresses", el(PAGE, "SMTPAddress", user), el(PAGE, "PrimarySmtpAddress", user));
  return el(PAGE, "Get", el(PAGE, "Accounts", el(PAGE, "Account", el(PAGE, "UserDisplayName", name), addresses)));
}
