import { encodeHex, findUtf8Fault } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import type { Problem } from "../problem.ts";
import { commandByCode } from "../protocol/commands.ts";
import {
  ACCEPT_MULTI_PART,
  type Base64Fields,
  base64Versions,
  parameterTags,
  policyKeyOf,
  SAVE_IN_SENT,
} from "./base64-layout.ts";
import { base64QueryFault, base64QueryFields, base64Text } from "./base64-text.ts";
import type { CommandUrl } from "./command.ts";
import { urlProblem } from "./url-problems.ts";

const tagNames = new Map<number, string>(Object.entries(parameterTags).map(([name, tag]) => [tag, name]));
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads a base64 query into `command`; `offset` is where the query begins in the URL. */
export function readBase64Query(query: string, offset: number, command: CommandUrl): Problem[] {
  const problems: Problem[] = [];
  const decoded = base64Text(query);
  const { fields, length } = base64QueryFields(query);
  /** A byte range as the characters that carry it. */
  const place = ({ start, end }: Span): Span => ({
    start: offset + (decoded.offsets[Math.floor((start * 8) / 6)] ?? query.length),
    end: offset + (decoded.offsets[Math.min(Math.ceil((end * 8) / 6), decoded.text.length)] ?? query.length),
  });
  const spanOf = (name: keyof Base64Fields["spans"]): Span =>
    place(fields.spans[name] ?? { start: length, end: length });

  const badAt = base64QueryFault(decoded);
  if (badAt !== undefined) {
    const at = offset + badAt;
    problems.push(
      urlProblem("error", "bad-base64", "The query is not base64 from here on.", {
        start: at,
        end: Math.min(at + 1, offset + query.length),
      }),
    );
  }
  if (fields.version !== undefined) {
    command.protocolVersion = `${Math.floor(fields.version / 10)}.${fields.version % 10}`;
    command.spans.protocolVersion = spanOf("version");
    if (!base64Versions.includes(fields.version)) {
      problems.push(
        urlProblem(
          "warning",
          "unknown-version",
          `Version byte ${fields.version}: a base64 query exists for 12.1, 14.0, 14.1, 16.0 and 16.1 only.`,
          spanOf("version"),
        ),
      );
    }
  }
  if (fields.commandCode !== undefined) {
    command.command = commandByCode(fields.commandCode)?.name ?? `Command-${fields.commandCode}`;
    command.spans.command = spanOf("commandCode");
    if (!commandByCode(fields.commandCode)) {
      problems.push(
        urlProblem(
          "error",
          "unknown-command",
          `Command code ${fields.commandCode} is not assigned (MS-ASHTTP 2.2.1.1.1.2.2).`,
          spanOf("commandCode"),
        ),
      );
    }
  }
  if (fields.locale !== undefined) {
    command.locale = fields.locale;
    command.spans.locale = spanOf("locale");
  }
  if (fields.deviceId) {
    const raw = !isPrintable(fields.deviceId);
    command.deviceId = raw ? encodeHex(fields.deviceId).toUpperCase() : decoder.decode(fields.deviceId);
    command.deviceIdForm = raw ? "raw" : "text";
    command.spans.deviceId = spanOf("deviceId");
  }
  if (fields.policyKey) {
    command.spans.policyKey = spanOf("policyKey");
    if (fields.policyKey.length === 4) command.policyKey = policyKeyOf(fields.policyKey);
    else if (fields.policyKey.length > 0) {
      problems.push(
        urlProblem(
          "error",
          "bad-policy-key-length",
          `The policy key has ${fields.policyKey.length} bytes; it has 4, or 0 when there is none.`,
          spanOf("policyKey"),
        ),
      );
    }
  }
  if (fields.deviceType) {
    command.deviceType = textOf(fields.deviceType);
    command.spans.deviceType = spanOf("deviceType");
  }
  for (const { tag, value, span } of fields.parameters) readParameter(command, tag, value, place(span), problems);
  if (fields.cutIn) {
    problems.push(
      urlProblem(
        "error",
        "bad-length",
        `The query ends inside its field ${fields.cutIn}: ${length} bytes are there, the lengths ask for more.`,
        spanOf("trailing"),
      ),
    );
  } else if (fields.trailing.length > 0) {
    problems.push(
      urlProblem(
        "error",
        "trailing-bytes",
        `${fields.trailing.length} bytes at the end are no whole parameter (tag, length, value).`,
        spanOf("trailing"),
      ),
    );
  }
  return problems;
}

function readParameter(command: CommandUrl, tag: number, value: Uint8Array, span: Span, problems: Problem[]): void {
  const name = tagNames.get(tag);
  if (!name) {
    problems.push(
      urlProblem("warning", "unknown-tag", `Parameter tag ${tag} is not assigned (MS-ASHTTP 2.2.1.1.1.2.3).`, span),
    );
  }
  const isAgain = (name === "User" && command.user !== undefined) || (name === "Options" && command.options);
  if (isAgain) {
    const which = name === "User" ? "the first one counts" : "this one counts";
    problems.push(urlProblem("warning", "duplicate-tag", `${name} is in the query a second time; ${which}.`, span));
  }
  if (name === "Options") {
    const bits = value[0] ?? 0;
    if (value.length !== 1)
      problems.push(
        urlProblem("error", "bad-options-length", `Options is one byte; here it has ${value.length}.`, span),
      );
    if (bits & ~(SAVE_IN_SENT | ACCEPT_MULTI_PART)) {
      problems.push(
        urlProblem(
          "warning",
          "unknown-option",
          `Options 0x${bits.toString(16)} sets bits that mean nothing; 0x01 is SaveInSent, 0x02 AcceptMultiPart.`,
          span,
        ),
      );
    }
    command.options = { saveInSent: (bits & SAVE_IN_SENT) !== 0, acceptMultiPart: (bits & ACCEPT_MULTI_PART) !== 0 };
    command.spans.options = span;
  } else if (name === "User" && command.user === undefined) {
    command.user = textOf(value);
    command.spans.user = span;
  } else {
    const key = name ?? `Tag-${tag}`;
    command.parameters.push([key, textOf(value)]);
    command.spans[key] ??= span;
  }
}

const textOf = (bytes: Uint8Array): string =>
  findUtf8Fault(bytes) === undefined ? decoder.decode(bytes) : encodeHex(bytes);

const isPrintable = (bytes: Uint8Array): boolean => bytes.every((byte) => byte > 0x20 && byte < 0x7f);
