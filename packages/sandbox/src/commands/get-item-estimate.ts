import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { changesSince } from "../device/index.ts";
import { el, inOrder } from "../documents.ts";
import { type Answer, answer, refusal } from "../http/index.ts";
import { MAX_COLLECTIONS } from "../limits.ts";
import { CommonStatus, EstimateStatus } from "../statuses.ts";
import { type CommandContext, isSince, knownFolder, type SandboxCommand } from "./command.ts";
import { childText } from "./numbers.ts";

const PAGE = "GetItemEstimate";

/** MS-ASCMD 6.20: SyncKey leads from 14.0, Class and CollectionId before. */
const newOrder = ["SyncKey", "CollectionId", "ConversationMode", "Options"];
const oldOrder = ["Class", "CollectionId", "FilterType", "SyncKey"];

/** MS-ASCMD 2.2.1.9: how many changes a Sync would bring. */
export const getItemEstimate: SandboxCommand = {
  name: "GetItemEstimate",
  run(context, root): Answer {
    const list = root && childElement(root, "Collections", PAGE);
    const collections = list ? childElements(list, "Collection", PAGE) : [];
    const order = isSince(context, "14.0") ? newOrder : oldOrder;
    const wellFormed = collections.every((collection) => {
      const all = childElements(collection).map(({ name }) => name);
      // Mail and text messages may have Options of their own (MS-ASCMD 2.2.3.125.2).
      const names = all.filter((name, at) => name !== "Options" || all[at - 1] !== name);
      return (
        names.includes("CollectionId") &&
        all.length - names.length < 2 &&
        names.every((name) => order.includes(name)) &&
        inOrder(names, order)
      );
    });
    if (collections.length === 0 || collections.length > MAX_COLLECTIONS || !wellFormed) {
      return refusal(context.version, { namespace: PAGE, name: PAGE }, CommonStatus.InvalidXML);
    }
    return answer(el(PAGE, PAGE, ...collections.map((collection) => estimate(context, collection))));
  },
};

function estimate(context: CommandContext, collection: ElementNode): ElementNode {
  const { world, user, device } = context;
  const failed = (status: string) => el(PAGE, "Response", el(PAGE, "Status", status));
  const folder = knownFolder(context, childText(collection, "CollectionId", PAGE) ?? "");
  if (!folder) return failed(EstimateStatus.InvalidCollection);
  const state = device.collections.get(folder.id);
  const key = childText(collection, "SyncKey", "AirSync");
  if (!state || key === undefined || key === "0") return failed(EstimateStatus.NotSynced);
  if (key !== state.key) return failed(EstimateStatus.InvalidSyncKey);
  const { known, options } = state;
  const count = changesSince(world.mailboxOf(user), folder.id, known, options.filterType, world.now()).length;
  return el(
    PAGE,
    "Response",
    el(PAGE, "Status", EstimateStatus.Success),
    el(PAGE, "Collection", el(PAGE, "CollectionId", folder.id), el(PAGE, "Estimate", String(count))),
  );
}
