import { commandByName, isProtocolVersion, type ProtocolVersion } from "@easel/codec/protocol";
import { FIRST_ITEM, INBOX } from "./starter-form.ts";

/** What a starter says in its query besides Cmd, User, DeviceId and DeviceType, by parameter. */
const values: Readonly<Record<string, string>> = {
  ItemId: FIRST_ITEM,
  CollectionId: INBOX,
  AttachmentName: `${FIRST_ITEM}:0`,
};

/**
 * The parameters a command cannot do without at a version: up to 12.1 SmartReply and SmartForward name their message
 * in the query, and GetAttachment its file (MS-ASHTTP 2.2.1.1.1.1.3). Empty for most.
 */
export function starterParameters(name: string, version: string): [name: string, value: string][] {
  const command = commandByName(name);
  const isAt = (versions: readonly ProtocolVersion[]) => isProtocolVersion(version) && versions.includes(version);
  // At a version without the command, what it had at the others still says most.
  return (command?.query ?? []).flatMap(({ name: parameter, versions }) => {
    const value = Object.hasOwn(values, parameter) ? values[parameter] : undefined;
    const belongs = isAt(versions) || !isAt(command?.versions ?? []);
    return value !== undefined && belongs ? [[parameter, value]] : [];
  });
}

/** True for a value nobody has written: it may go with the starter. */
export const isStarterParameter = (name: string, value: string): boolean =>
  Object.hasOwn(values, name) && values[name] === value;
