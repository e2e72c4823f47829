import type { Problem } from "../problem.ts";
import type { CommandUrl } from "./command.ts";
import { percentDecode, percentEncode } from "./percent.ts";
import { plainParameterName } from "./query-form.ts";
import { urlProblem } from "./url-problems.ts";

/** Parameters that are checked and kept; a URL with more is no command line. */
export const MAX_PARAMETERS = 500;

const fieldOf = { Cmd: "command", User: "user", DeviceId: "deviceId", DeviceType: "deviceType" } as const;
type NamedField = (typeof fieldOf)[keyof typeof fieldOf];

export interface PlainPiece {
  /** As written, still encoded. */
  name: string;
  value: string;
  start: number;
  end: number;
  valueStart: number;
}

/** The pieces between `&`, with offsets in the query. Empty pieces are left out. */
export function plainPieces(query: string): PlainPiece[] {
  const pieces: PlainPiece[] = [];
  let start = 0;
  for (const text of query.split("&")) {
    const equals = text.indexOf("=");
    const nameEnd = equals < 0 ? text.length : equals;
    const valueStart = equals < 0 ? text.length : equals + 1;
    if (text !== "") {
      pieces.push({
        name: text.slice(0, nameEnd),
        value: text.slice(valueStart),
        start,
        end: start + text.length,
        valueStart: start + valueStart,
      });
    }
    start += text.length + 1;
  }
  return pieces;
}

/** Reads `Cmd=…&User=…` into `command`; `offset` is where the query begins in the URL. */
export function readPlainQuery(query: string, offset: number, command: CommandUrl): Problem[] {
  const problems: Problem[] = [];
  const pieces = plainPieces(query);
  const seen = new Set<string>();
  if (pieces.length > MAX_PARAMETERS) {
    const first = pieces[MAX_PARAMETERS]?.start ?? 0;
    const message = `The query has ${pieces.length} parameters; what follows the first ${MAX_PARAMETERS} is not read.`;
    problems.push(
      urlProblem("error", "too-many-parameters", message, { start: offset + first, end: offset + query.length }),
    );
  }
  for (const piece of pieces.slice(0, MAX_PARAMETERS)) {
    const span = { start: offset + piece.start, end: offset + piece.end };
    const written = percentDecode(piece.name).text;
    const known = plainParameterName(written);
    const decoded = percentDecode(piece.value);
    const valueAt = offset + piece.valueStart;
    for (const problem of characterProblems(piece, valueAt)) problems.push(problem);
    if (decoded.badAt !== undefined) {
      const at = valueAt + decoded.badAt;
      problems.push(
        urlProblem(
          "error",
          "bad-percent",
          "A “%” without two hex digits after it; a literal percent sign is written %25.",
          { start: at, end: at + 1 },
        ),
      );
    } else if (decoded.notUtf8) {
      problems.push(urlProblem("warning", "not-utf8", `The escapes of ${written} are not UTF-8.`, span));
    }
    if (known && known !== written) {
      const message = `The parameter is spelled ${known}; Exchange takes any case, other servers compare letter by letter.`;
      problems.push(
        urlProblem("warning", "parameter-case", message, { start: span.start, end: span.start + piece.name.length }),
      );
    } else if (!known) {
      problems.push(
        urlProblem(
          "info",
          "unknown-parameter",
          `${written.slice(0, 40) || "A nameless parameter"} is no parameter of ActiveSync.`,
          span,
        ),
      );
    }
    const name = known ?? written;
    const field: NamedField | undefined =
      known && known in fieldOf ? fieldOf[known as keyof typeof fieldOf] : undefined;
    const repeated = seen.has(name);
    seen.add(name);
    if (repeated)
      problems.push(
        urlProblem(
          "warning",
          "duplicate-parameter",
          `${name} stands more than once; which one counts is up to the server.`,
          span,
        ),
      );
    if (field && !repeated) {
      command[field] = decoded.text;
      command.spans[field] = span;
    } else {
      command.parameters.push([name, decoded.text]);
      command.spans[name] ??= span;
    }
  }
  return problems;
}

function characterProblems(piece: PlainPiece, valueAt: number): Problem[] {
  const problems: Problem[] = [];
  const note = (pattern: RegExp, severity: "error" | "warning" | "info", code: string, message: string) => {
    const found = pattern.exec(piece.value);
    if (!found) return;
    const at = valueAt + found.index;
    problems.push(urlProblem(severity, code, message, { start: at, end: at + found[0].length }));
  };
  note(/[\s]/, "error", "unencoded-space", "A space ends the URL of a request line; write %20.");
  note(/@/, "info", "unencoded-at", "“@” is legal here, yet most clients write %40, which every server reads.");
  note(/\+/, "warning", "plus-sign", "Many servers read “+” as a space; a plus sign is written %2B.");
  note(
    /[^\x20-\x7e\s]/,
    "warning",
    "unencoded-character",
    "Characters outside ASCII are written percent-encoded, as UTF-8.",
  );
  note(/#/, "error", "fragment", "What follows “#” is never sent; a number sign is written %23.");
  return problems;
}

/** The query of a command: Cmd, User, DeviceId, DeviceType, then the parameters in their order. */
export function formatPlainQuery(command: CommandUrl): string {
  const pairs: [string, string | undefined][] = [
    ["Cmd", command.command],
    ["User", command.user],
    ["DeviceId", command.deviceId],
    ["DeviceType", command.deviceType],
    ...command.parameters,
  ];
  const saved = command.parameters.some(([name]) => name.toLowerCase() === "saveinsent");
  if (command.options?.saveInSent && !saved) pairs.push(["SaveInSent", "T"]);
  return pairs
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}
