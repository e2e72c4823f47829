import { definePage } from "../code-page.ts";
import { since140 } from "../versions.ts";

export const notes = definePage({ page: 0x17, namespace: "Notes", prefix: "notes", definedIn: "MS-ASNOTE" }, [
  [0x05, "Subject", since140],
  [0x06, "MessageClass", since140],
  [0x07, "LastModifiedDate", since140],
  [0x08, "Categories", since140],
  [0x09, "Category", since140],
]);
