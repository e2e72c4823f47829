import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { el } from "../../documents.ts";
import { type Answer, answer, refusal } from "../../http/index.ts";
import { attachmentsOf, emailProperties, type MailItem, plainOf, readBodyText } from "../../mailbox/index.ts";
import { CommonStatus, FindStatus } from "../../statuses.ts";
import { type CommandContext, knownFolder, type SandboxCommand } from "../command.ts";
import { childText } from "../numbers.ts";
import { liesIn } from "./conditions.ts";
import { hasWords } from "./free-text.ts";
import { findPeople, personProperties } from "./people.ts";
import { page, readRange } from "./range.ts";

const PAGE = "Find";
const PREVIEW = 255;

/** What is said of a message: these of its properties, in this order (MS-ASCMD 2.2.3.139.1). */
const shown = ["Subject", "DateReceived", "DisplayTo", "Importance", "Read", "From"];

/** MS-ASCMD 2.2.1.2: looks for mail or people, at 16.1. */
export const find: SandboxCommand = {
  name: "Find",
  run(context, root): Answer {
    const execute = root && childText(root, "SearchId", PAGE) ? childElement(root, "ExecuteSearch", PAGE) : undefined;
    const [criterion, ...more] = execute ? childElements(execute) : [];
    const query = criterion && childElement(criterion, "Query", PAGE);
    if (!criterion || !query || more.length > 0) {
      return refusal(context.version, { namespace: PAGE, name: PAGE }, CommonStatus.InvalidXML);
    }
    const options = childElement(criterion, "Options", PAGE);
    const range = readRange(options && childText(options, "Range", PAGE));
    const isGal = criterion.name === "GalSearchCriterion";
    const results = !range
      ? FindStatus.InvalidRequest
      : isGal
        ? people(query, options)
        : mails(context, query, options);
    if (typeof results === "string" || !range) {
      return response(typeof results === "string" ? results : FindStatus.InvalidRequest);
    }
    const { found, range: given } = page(results, range);
    return response(
      FindStatus.Success,
      ...found.map((result) => result()),
      found.length > 0 ? el(PAGE, "Range", given) : undefined,
      el(PAGE, "Total", String(results.length)),
    );
  },
};

/** Store is Mailbox, for people too (MS-ASCMD 2.2.3.178.1). */
const response = (status: string, ...results: (ElementNode | undefined)[]): Answer =>
  answer(
    el(
      PAGE,
      PAGE,
      el(PAGE, "Status", FindStatus.Success),
      el(PAGE, "Response", el("ItemOperations", "Store", "Mailbox"), el(PAGE, "Status", status), ...results),
    ),
  );

type Result = () => ElementNode;

function people(query: ElementNode, options: ElementNode | undefined): Result[] | string {
  const words = elementText(query).trim();
  if (words === "") return FindStatus.InvalidRequest;
  const withPicture = options !== undefined && childElement(options, "Picture", PAGE) !== undefined;
  return findPeople(words).map(
    (user) => () => el(PAGE, "Result", el(PAGE, "Properties", ...personProperties(user, withPicture))),
  );
}

function mails(context: CommandContext, query: ElementNode, options: ElementNode | undefined): Result[] | string {
  const folder = childText(query, "CollectionId", "AirSync");
  const words = childText(query, "FreeText", PAGE)?.trim() ?? "";
  if (folder !== undefined && !knownFolder(context, folder)) return FindStatus.FolderSyncRequired;
  if (words === "" || (childText(query, "Class", "AirSync") ?? "Email") !== "Email") return FindStatus.InvalidRequest;
  const deep = options !== undefined && childElement(options, "DeepTraversal", PAGE) !== undefined;
  const fits = hasWords(words);
  return context.world
    .mailboxOf(context.user)
    .all()
    .filter((item) => item.kind === "mail")
    .filter((item) => (folder === undefined || liesIn(context, item, folder, deep)) && fits(item))
    .reverse()
    .map((item) => () => mailResult(item, context.version));
}

function mailResult(item: MailItem, version: string): ElementNode {
  const { message } = scanMime(item.mime);
  const all = emailProperties(item, version, { filterType: 0, preferences: [] });
  const known = shown.flatMap((name) => all.filter((each) => each.name === name && each.namespace === "Email"));
  const preview = plainOf(readBodyText(item.mime, message)).slice(0, PREVIEW);
  return el(
    PAGE,
    "Result",
    el("AirSync", "Class", "Email"),
    el("AirSync", "ServerId", item.serverId),
    el("AirSync", "CollectionId", item.folderId),
    el(
      PAGE,
      "Properties",
      ...known,
      item.draft ? el("Email2", "IsDraft", "1") : undefined,
      el(PAGE, "Preview", preview),
      el(PAGE, "HasAttachments", attachmentsOf(message).length > 0 ? "1" : "0"),
    ),
  );
}
