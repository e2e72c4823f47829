import { encodeCompactDateTime } from "@easel/codec/values";
import type { ItemClass } from "./item-class.ts";
import { propertyText, withDefaults, withProperty } from "./properties.ts";
import { eitherDate, list, type Shape, text } from "./rules.ts";

const PAGE = "Notes";

const shape: Shape = {
  Subject: text(),
  "AirSyncBase:Body": text(),
  MessageClass: text(),
  LastModifiedDate: eitherDate,
  Categories: list(PAGE, "Category", text(), 300),
};

/** MS-ASNOTE 2.2.2; notes came with 14.0. */
export const notes: ItemClass = {
  name: PAGE,
  shape,
  serverOnly: () => [],
  canBeGhosted: () => false,
  fits: (given) => /^IPM\.StickyNote(?:\.|$)/i.test(propertyText(given, PAGE, "MessageClass") ?? "IPM.StickyNote"),
  // Whatever a client says, the server knows best when the note was changed (MS-ASNOTE 2.2.2.4).
  complete: (data, _, { now }) =>
    withDefaults(withProperty(data, PAGE, "LastModifiedDate", encodeCompactDateTime(now.getTime()).text ?? ""), PAGE, {
      MessageClass: "IPM.StickyNote",
    }),
};
