import {
  formatBase64Query,
  formatCommandUrl,
  parseCommandUrl,
  percentDecode,
  percentEncode,
  queryForm,
  setQueryField,
} from "../src/http/index.ts";
import { broken, expectSound, expectSpan } from "./invariant.ts";

const fields = ["Cmd", "User", "DeviceId", "DeviceType", "ItemId", "PolicyKey", "Locale", "SaveInSent", "Other"];

/** Any text as a command URL: read, written in both forms, a field of it set and taken out. */
export function checkUrl(url: string, thorough: boolean): void {
  const { command, problems } = parseCommandUrl(url);
  expectSound(problems, "url", url.length);
  for (const [name, span] of Object.entries(command.spans)) expectSpan(`url ${name}`, span, 0, url.length);
  for (const form of ["plain", "base64"] as const) {
    const written = formatCommandUrl(command, form);
    if (!thorough) continue;
    const again = parseCommandUrl(written);
    expectSound(again.problems, "url", written.length);
    const twice = formatCommandUrl(again.command, form);
    if (again.command.form === form && twice !== written)
      broken(`${form} URL is not settled`, `${written} then ${twice}`);
  }
  if (!thorough) return;
  expectSound(formatBase64Query(command).problems, "url", Number.POSITIVE_INFINITY);
  const mark = url.indexOf("?");
  const query = mark < 0 ? url : url.slice(mark + 1);
  const name = fields[query.length % fields.length] ?? "Cmd";
  const set = setQueryField(query, name, "x1");
  if (queryForm(query) === "plain" && setQueryField(set, name, "x1") !== set) {
    broken("setting a field twice differs", `${name} in ${query}`);
  }
  setQueryField(set, name, undefined);
  const text = percentDecode(query).text;
  const encoded = percentEncode(text);
  if (!/\p{Cs}/u.test(text) && percentDecode(encoded).text !== text) broken("percent form lost", JSON.stringify(text));
}
