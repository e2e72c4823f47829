import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { el } from "../documents.ts";
import type { ItemData } from "../mailbox/index.ts";
import { instanceShape } from "./calendar-shapes.ts";
import { compactDate, fitsShape } from "./rules.ts";

const PAGE = "Calendar";

/**
 * The series after one occurrence was changed, or deleted when there is no `data`: from 16.0 on the client names it by
 * its original start instead of sending all exceptions (MS-ASAIRS 2.2.2.25). Undefined for Status 6.
 */
export function changedInstance(
  series: ItemData,
  instanceId: string,
  data: ElementNode | undefined,
  version: string,
): ItemData | undefined {
  const id = el("AirSyncBase", "InstanceId", instanceId);
  if (!compactDate(id, version) || !find(series, "Recurrence")) return undefined;
  const given = data ? childElements(data) : [];
  if (data && (given.length < data.children.length || !fitsShape(given, PAGE, instanceShape, version)))
    return undefined;
  const before = childElements(find(series, "Exceptions") ?? el(PAGE, "Exceptions"));
  const own = before.find((each) => idOf(each) === instanceId);
  const kept = childElements(own ?? el(PAGE, "Exception")).filter(
    ({ name, namespace }) =>
      name !== "Deleted" &&
      name !== "InstanceId" &&
      !given.some((each) => each.name === name && each.namespace === namespace),
  );
  const exception = el(
    PAGE,
    "Exception",
    data ? undefined : el(PAGE, "Deleted", "1"),
    id,
    ...(data ? [...kept, ...given.filter(({ children }) => children.length > 0)] : []),
  );
  const exceptions = el(PAGE, "Exceptions", ...before.filter((each) => each !== own), exception);
  return {
    ...series,
    properties: [...series.properties.filter(({ name }) => name !== "Exceptions"), exceptions],
  };
}

const find = ({ properties }: ItemData, wanted: string): ElementNode | undefined =>
  properties.find(({ name, namespace }) => name === wanted && namespace === PAGE);

function idOf(exception: ElementNode): string | undefined {
  const id = childElement(exception, "InstanceId", "AirSyncBase");
  return id && elementText(id);
}
