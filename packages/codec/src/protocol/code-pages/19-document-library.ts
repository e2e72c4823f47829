import { definePage } from "../code-page.ts";
import { since120 } from "../versions.ts";

export const documentLibrary = definePage(
  { page: 0x13, namespace: "DocumentLibrary", prefix: "documentlibrary", definedIn: "MS-ASDOC" },
  [
    [0x05, "LinkId", since120],
    [0x06, "DisplayName", since120],
    [0x07, "IsFolder", since120],
    [0x08, "CreationDate", since120],
    [0x09, "LastModifiedDate", since120],
    [0x0a, "IsHidden", since120],
    [0x0b, "ContentLength", since120],
    [0x0c, "ContentType", since120],
  ],
);
