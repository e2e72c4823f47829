import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { el, namesWithin } from "../../documents.ts";
import { type Answer, answer, refusal } from "../../http/index.ts";
import { defaultOptions } from "../../mailbox/index.ts";
import { CommonStatus, StoreStatus } from "../../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "../command.ts";
import { propertiesOf } from "../item-properties.ts";
import { childText } from "../numbers.ts";
import { readOptions } from "../sync/index.ts";
import { readQuery } from "./conditions.ts";
import { findPeople, personProperties } from "./people.ts";
import { page, readRange } from "./range.ts";

const PAGE = "Search";
/** Results one answer may bring; a range that begins beyond them is Status 12 (MS-ASCMD 2.2.3.143.3). */
const MOST_RESULTS = 100;

/** MS-ASCMD 2.2.1.16: looks for people, or through the mailbox from 12.0 on. */
export const search: SandboxCommand = {
  name: "Search",
  run(context, root): Answer {
    const store =
      root && namesWithin(root, PAGE, ["Store"])?.length === 1 ? childElement(root, "Store", PAGE) : undefined;
    if (!store || !namesWithin(store, PAGE, ["Name", "Query", "Options"])) {
      return refusal(context.version, { namespace: PAGE, name: PAGE }, CommonStatus.InvalidXML);
    }
    const found = searchStore(context, store);
    const content = typeof found === "string" ? [el(PAGE, "Status", found)] : found;
    return answer(el(PAGE, PAGE, el(PAGE, "Status", "1"), el(PAGE, "Response", el(PAGE, "Store", ...content))));
  },
};

/** The children of Store in the answer, or a Status alone. */
function searchStore(context: CommandContext, store: ElementNode): ElementNode[] | string {
  const query = childElement(store, "Query", PAGE);
  const options = childElement(store, "Options", PAGE);
  const range = readRange(options && childText(options, "Range", PAGE));
  if (!query || !range) return StoreStatus.InvalidRequest;
  const name = childText(store, "Name", PAGE);
  const results =
    name === "GAL"
      ? people(query, options)
      : name === "Mailbox" && isSince(context, "12.0")
        ? items(context, query, options)
        : // Of document libraries the name is known and no document there.
          name === "DocumentLibrary" && isSince(context, "12.0")
          ? StoreStatus.NotFound
          : StoreStatus.InvalidRequest;
  if (typeof results === "string") return results;
  if (results.length === 0) return [el(PAGE, "Status", StoreStatus.Success), el(PAGE, "Result")];
  if (range.first >= Math.min(results.length, MOST_RESULTS)) return StoreStatus.EndOfRange;
  const { found, range: given } = page(results.slice(0, MOST_RESULTS), range);
  return [
    el(PAGE, "Status", StoreStatus.Success),
    ...found.map((result) => result()),
    el(PAGE, "Range", given),
    el(PAGE, "Total", String(results.length)),
  ];
}

/** Results are made only for the page that is asked for. */
type Result = () => ElementNode;

function people(query: ElementNode, options: ElementNode | undefined): Result[] | string {
  const words = elementText(query).trim();
  if (words === "" || query.children.some(({ kind }) => kind === "element")) return StoreStatus.InvalidRequest;
  const withPicture = options !== undefined && childElement(options, "Picture", PAGE) !== undefined;
  return findPeople(words).map(
    (user) => () => el(PAGE, "Result", el(PAGE, "Properties", ...personProperties(user, withPicture))),
  );
}

function items(context: CommandContext, query: ElementNode, options: ElementNode | undefined): Result[] | string {
  const deep = options !== undefined && childElement(options, "DeepTraversal", PAGE) !== undefined;
  const fits = readQuery(context, query, deep);
  const wanted = options ? readOptions([options], context.version) : defaultOptions();
  if (typeof fits === "string" || !wanted) return typeof fits === "string" ? fits : StoreStatus.InvalidRequest;
  const found = context.world.mailboxOf(context.user).all().filter(fits).reverse();
  return found.map(
    (item) => () =>
      el(
        PAGE,
        "Result",
        el("AirSync", "Class", item.kind === "mail" ? "Email" : item.class),
        el(PAGE, "LongId", item.serverId),
        el("AirSync", "CollectionId", item.folderId),
        el(PAGE, "Properties", ...propertiesOf(item, context.version, wanted)),
      ),
  );
}
