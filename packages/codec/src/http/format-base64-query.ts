import { decodeHex, encodeBase64 } from "../bytes/index.ts";
import type { Problem } from "../problem.ts";
import {
  ACCEPT_MULTI_PART,
  type Base64Fields,
  parameterTags,
  policyKeyBytes,
  SAVE_IN_SENT,
  writeBase64Fields,
} from "./base64-layout.ts";
import { codeOf, isTrue, optionBit, tagOf, versionByte } from "./base64-names.ts";
import type { CommandUrl } from "./command.ts";
import { urlProblem } from "./url-problems.ts";

/** Written for a command that has no code: no server assigns it. */
const UNKNOWN_COMMAND = 0xff;
const encoder = new TextEncoder();

/**
 * The base64 form of a command. `problems` names what it cannot carry: versions before 12.1, commands
 * without a code, unknown parameters, values over 255 bytes. A field that is absent is written empty.
 */
export function formatBase64Query(command: CommandUrl): { query: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const cannot = (code: string, message: string) =>
    problems.push(urlProblem("error", code, message, { start: 0, end: 0 }));
  const parameters: Base64Fields["parameters"] = [];
  const none = { start: 0, end: 0 };
  let bits =
    (command.options?.saveInSent ? SAVE_IN_SENT : 0) | (command.options?.acceptMultiPart ? ACCEPT_MULTI_PART : 0);
  for (const [name, value] of command.parameters) {
    const option = optionBit(name);
    const tag = tagOf(name);
    if (option) bits = isTrue(value) ? bits | option : bits & ~option;
    else if (tag !== undefined) parameters.push({ tag, value: encoder.encode(value), span: none });
    else cannot("unknown-parameter", `The base64 form has no place for ${name}.`);
  }
  if (bits !== 0 || command.options)
    parameters.push({ tag: parameterTags.Options, value: Uint8Array.of(bits), span: none });
  if (command.user !== undefined) {
    const user = { tag: parameterTags.User, value: encoder.encode(command.user), span: none };
    // The first User counts, so that it stays before another one.
    if (parameters.some(({ tag }) => tag === parameterTags.User)) parameters.unshift(user);
    else parameters.push(user);
  }
  const version = versionByte(command.protocolVersion ?? "");
  if (version === undefined) cannot("unknown-version", "The base64 form needs a protocol version from 12.1 on.");
  const code = codeOf(command.command ?? "");
  if (code === undefined) cannot("unknown-command", `“${command.command ?? ""}” has no command code.`);
  const policyKey = command.policyKey === undefined ? undefined : policyKeyBytes(command.policyKey);
  const bytes = writeBase64Fields({
    version: version ?? 0,
    commandCode: code ?? UNKNOWN_COMMAND,
    locale: command.locale ?? 0,
    deviceId: deviceIdBytes(command),
    ...(policyKey ? { policyKey } : {}),
    deviceType: encoder.encode(command.deviceType ?? ""),
    parameters,
    trailing: new Uint8Array(0),
  });
  if (!bytes) cannot("too-long", "A field of the base64 form holds at most 255 bytes.");
  return { query: encodeBase64(bytes ?? new Uint8Array(0)), problems };
}

function deviceIdBytes(command: CommandUrl): Uint8Array {
  const raw = command.deviceIdForm === "raw" ? decodeHex(command.deviceId ?? "") : undefined;
  return raw ?? encoder.encode(command.deviceId ?? "");
}
