import { httpStatusMeaning } from "../knowledge/index.ts";
import type { ReplySide } from "./facts.ts";

/** How much of a page is looked through, and how much of it is shown. */
const MAX_SEARCHED = 8192;
const MAX_WORDS = 160;

/** The words of a text on one line, without its tags. */
export const plainWords = (text: string): string =>
  text
    .replace(/<(style|script)\b[\s\S]{0,2000}?<\/\1>/gi, " ")
    .replace(/<[^<>]*>/g, " ")
    .replace(/[\s\uFEFF]+/g, " ")
    .trim()
    .slice(0, MAX_WORDS);

/** Words that pages of web servers repeat and that say nothing beyond the status. */
const boilerplate =
  /the requested url.{0,80}(?:on this server|denied)|additionally, a 404.*|gateway|time-?out|request|entity|too large|nginx|apache|error|http|microsoft|iis|service|server|port|not|found|allowed|unavailable|temporarily|debian|ubuntu|[^a-z]/gi;

/** What a text beside the status says; nothing where it only repeats the status or the maker of the page. */
export function bodyWords(reply: ReplySide): string {
  if (!["text", "json", "html", "xml"].includes(reply.kind)) return "";
  const said = plainWords(new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED)));
  const name = httpStatusMeaning(reply.status)?.name ?? "";
  const news = said.replaceAll(String(reply.status), "").replace(new RegExp(name, "gi"), "").replace(boilerplate, "");
  return news.length < 10 ? "" : ` It says: “${said}”.`;
}
