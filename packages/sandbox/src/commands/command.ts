import type { ElementNode } from "@easel/codec/document";
import { compareVersions, type ProtocolVersion } from "@easel/codec/protocol";
import type { Device } from "../device/index.ts";
import type { User } from "../directory.ts";
import type { Answer, EasRequest } from "../http/index.ts";
import type { Folder } from "../mailbox/index.ts";
import type { World } from "../world.ts";

export interface CommandContext {
  world: World;
  user: User;
  device: Device;
  request: EasRequest;
  version: ProtocolVersion;
}

/** One command of the sandbox; its name, versions and root element are those of the codec's command table. */
export interface SandboxCommand {
  name: string;
  /** `root` is the decoded body, checked for its root element; undefined for an empty or a bare MIME body. */
  run(context: CommandContext, root: ElementNode | undefined): Answer | Promise<Answer>;
}

export const isSince = (context: CommandContext, version: ProtocolVersion): boolean =>
  compareVersions(context.version, version) >= 0;

/** A folder the device was told of; one that no FolderSync has told it of does not exist for it. */
export const knownFolder = ({ device, user, world }: CommandContext, id: string): Folder | undefined =>
  device.knownFolders.has(id) ? world.mailboxOf(user).folders.get(id) : undefined;
