import { definePage } from "../code-page.ts";
import { since140 } from "../versions.ts";

export const notes = definePage({ page: 0x17, namespace: "Notes", prefix: "notes", definedIn: "MS-ASNOTE" }, [
  0x05,
  [
    /* 05 */ ["Subject", since140],
    /* 06 */ ["MessageClass", since140],
    /* 07 */ ["LastModifiedDate", since140],
    /* 08 */ ["Categories", since140],
    /* 09 */ ["Category", since140],
  ],
]);
