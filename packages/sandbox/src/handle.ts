import type { ElementNode } from "@easel/codec/document";
import { bodyKindAt, type Command, commandByName, compareVersions } from "@easel/codec/protocol";
import { type CommandContext, readDocument, sandboxCommands } from "./commands/index.ts";
import { policyFault } from "./device/index.ts";
import { findUser, type User } from "./directory.ts";
import { type Answer, type EasRequest, httpAnswer, readRequest, refusal, userMissing } from "./http/index.ts";
import { MAX_DEVICE_ID_LENGTH, MAX_DEVICE_TYPE_LENGTH } from "./limits.ts";
import { CommonStatus, type CommonStatusCode } from "./statuses.ts";
import type { World } from "./world.ts";

/** A POST of a user who has signed in, from head to body; each check answers as its version does (MS-ASCMD 2.2.2). */
export async function handlePost(world: World, user: User, raw: Request): Promise<Answer> {
  const request = await readRequest(raw);
  if (typeof request === "number") return httpAnswer(request);
  const command = commandByName(request.commandName);
  // A name no version ever had: there is no root to answer in.
  if (!command || command.code === undefined) return httpAnswer(501);
  const refuse = (code: CommonStatusCode) => refusal(request.version, rootOf(command), code);

  if (userMissing(request)) return httpAnswer(400);
  // MS-ASHTTP 2.2.2.1.1: 403 is "this user may not"; who signed in is not who the query speaks for.
  if (request.url.user && findUser(request.url.user) !== user) return httpAnswer(403);
  const headFault = deviceFault(request);
  if (headFault !== undefined) return refuse(headFault);

  const implemented = sandboxCommands.find(({ name }) => name === command.name);
  if (!implemented) return refuse(CommonStatus.CommandNotSupported);
  if (!command.versions.includes(request.version)) return refuse(CommonStatus.VersionNotSupported);

  const device = world.deviceOf(user, request.url.deviceId ?? "");
  // MS-ASPROV 3.1.5.1 spares Provision itself, and Ping, which carries no key.
  if (world.settings.policyRequired && command.policyKey && command.name !== "Provision") {
    const fault = policyFault(device, request.policyKey);
    if (fault !== undefined) return refuse(fault);
  }

  const root = readBodyOf(command, request);
  if (typeof root === "number") return refuse(root);
  const context: CommandContext = { world, user, device, request, version: request.version };
  return implemented.run(context, root);
}

const rootOf = ({ responseRoot, namespace }: Command) =>
  responseRoot && namespace ? { name: responseRoot, namespace } : undefined;

/** MS-ASHTTP 2.2.1.1.1.2.3: a DeviceId of letters and digits; the base64 form may carry raw GUID bytes instead. */
function deviceFault({ url }: EasRequest): CommonStatusCode | undefined {
  const { deviceId = "", deviceType = "" } = url;
  const idFits = url.form === "base64" ? deviceId !== "" : /^[A-Za-z0-9]+$/.test(deviceId);
  if (!idFits || deviceId.length > MAX_DEVICE_ID_LENGTH) return CommonStatus.DeviceIdMissingOrInvalid;
  const typeFits = /^[!-~]+$/.test(deviceType) && deviceType.length <= MAX_DEVICE_TYPE_LENGTH;
  return typeFits ? undefined : CommonStatus.DeviceTypeMissingOrInvalid;
}

/** The decoded body, undefined for none or bare MIME, or the status of a body that does not fit the command. */
function readBodyOf(command: Command, request: EasRequest): ElementNode | undefined | CommonStatusCode {
  const { version, body, contentType } = request;
  if (body.length === 0) return command.emptyBody.includes(version) ? undefined : CommonStatus.InvalidContent;
  if (bodyKindAt(command, version) === "rfc822") {
    return contentType === "message/rfc822" ? undefined : CommonStatus.InvalidContent;
  }
  if (!isWbxmlType(contentType, version)) return CommonStatus.InvalidContent;
  const root = readDocument(body);
  if (!root) return CommonStatus.InvalidWBXML;
  const expected = root.name === command.requestRoot && root.namespace === command.namespace;
  return expected ? root : CommonStatus.InvalidXML;
}

/** MS-ASHTTP 2.2.1.1.2.3: 12.1 brought a shorter name for the same thing. */
const isWbxmlType = (contentType: string, version: string): boolean =>
  contentType === "application/vnd.ms-sync.wbxml" ||
  (contentType === "application/vnd.ms-sync" && compareVersions(version, "12.1") >= 0);
