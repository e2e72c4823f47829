import type { Problem } from "../problem.ts";
import type { CommandUrl } from "./command.ts";
import { formatBase64Query } from "./format-base64-query.ts";
import { formatPlainQuery, readPlainQuery } from "./plain-query.ts";
import { queryForm } from "./query-form.ts";
import { readBase64Query } from "./read-base64-query.ts";
import { checkFields, urlProblem } from "./url-problems.ts";

/**
 * Reads a command URL, plain or base64 (MS-ASHTTP 2.2.1.1.1). Never throws; a URL without a query gives an
 * empty command and the problem `no-query`. Spans count UTF-16 units of `url`.
 */
export function parseCommandUrl(url: string): { command: CommandUrl; problems: Problem[] } {
  const mark = url.indexOf("?");
  const endpoint = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? "" : url.slice(mark + 1);
  const command: CommandUrl = {
    endpoint,
    form: queryForm(query),
    parameters: [],
    spans: { endpoint: { start: 0, end: endpoint.length } },
  };
  const whole = { start: Math.min(endpoint.length + 1, url.length), end: url.length };
  if (query === "") {
    const message =
      "The URL has no query. A command names itself and the device there: ?Cmd=…&User=…&DeviceId=…&DeviceType=… (only OPTIONS goes without).";
    return { command, problems: [urlProblem("warning", "no-query", message, whole)] };
  }
  command.spans.query = whole;
  const read = command.form === "base64" ? readBase64Query : readPlainQuery;
  const problems = read(query, whole.start, command);
  return { command, problems: [...problems, ...checkFields(command, whole)] };
}

/**
 * The URL of a command in the form asked for. Going to plain, version and policy key move to the headers
 * MS-ASProtocolVersion and X-MS-PolicyKey, AcceptMultiPart to MS-ASAcceptMultiPart: those are the caller's.
 * Going to base64, what it cannot carry is left out; `formatBase64Query` names it.
 */
export function formatCommandUrl(command: CommandUrl, form: "plain" | "base64"): string {
  const query = form === "base64" ? formatBase64Query(command).query : formatPlainQuery(command);
  return query === "" ? command.endpoint : `${command.endpoint}?${query}`;
}
