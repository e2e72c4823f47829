import type { Span } from "../document.ts";
import type { Problem, Severity } from "../problem.ts";
import { commandByName } from "../protocol/commands.ts";
import type { CommandUrl } from "./command.ts";

/** MS-ASHTTP 2.2.1.1.1.1: a device identifier has 1 to 32 letters and digits. */
export const MAX_DEVICE_ID_LENGTH = 32;

export const urlProblem = (severity: Severity, code: string, message: string, span: Span): Problem => ({
  code,
  severity,
  message,
  source: "url",
  span,
});

/** Faults of the fields whatever form they came in. `whole` is the place for what is absent. */
export function checkFields(command: CommandUrl, whole: Span): Problem[] {
  const problems: Problem[] = [];
  const at = (name: string): Span => command.spans[name] ?? whole;
  const { deviceId, deviceType } = command;
  if (command.command === undefined) {
    problems.push(urlProblem("error", "missing-cmd", "The query names no command: Cmd=Sync, Cmd=SendMail, …", whole));
  } else if (command.form === "plain") {
    // A base64 query has a code instead, which its own reader has judged.
    const known = commandByName(command.command);
    if (known?.code === undefined) {
      const message = `“${command.command.slice(0, 60)}” is no ActiveSync command (MS-ASCMD 2.2.1).`;
      problems.push(urlProblem("warning", "unknown-command", message, at("command")));
    } else if (known.name !== command.command) {
      const message = `The command is spelled ${known.name}; some servers compare it letter by letter.`;
      problems.push(urlProblem("warning", "command-case", message, at("command")));
    }
  }
  if (deviceId === undefined || deviceId === "") {
    problems.push(
      urlProblem(
        "error",
        "missing-device-id",
        "The query has no DeviceId; the server cannot tell devices apart (Status 108, or HTTP 400).",
        at("deviceId"),
      ),
    );
  } else if (deviceId.length > MAX_DEVICE_ID_LENGTH) {
    const message = `The DeviceId has ${deviceId.length} characters; at most ${MAX_DEVICE_ID_LENGTH} are allowed.`;
    problems.push(urlProblem("error", "device-id-too-long", message, at("deviceId")));
  } else if (!/^[A-Za-z0-9]+$/.test(deviceId)) {
    problems.push(
      urlProblem(
        "warning",
        "odd-device-id",
        "A DeviceId is made of letters and digits only (MS-ASHTTP 2.2.1.1.1.1).",
        at("deviceId"),
      ),
    );
  }
  if (deviceType === undefined || deviceType === "") {
    problems.push(
      urlProblem(
        "error",
        "missing-device-type",
        "The query has no DeviceType (Status 109, or HTTP 400).",
        at("deviceType"),
      ),
    );
  } else if (!/^[A-Za-z0-9]+$/.test(deviceType)) {
    const message = "Some servers refuse a DeviceType that holds more than letters and digits.";
    problems.push(urlProblem("info", "odd-device-type", message, at("deviceType")));
  }
  if (command.form === "plain" && !command.user) {
    problems.push(
      urlProblem(
        "warning",
        "missing-user",
        "The query has no User; servers expect the mailbox owner's name there.",
        at("user"),
      ),
    );
  }
  return problems;
}
