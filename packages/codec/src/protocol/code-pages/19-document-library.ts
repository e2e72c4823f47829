import { definePage } from "../code-page.ts";
import { since120 } from "../versions.ts";

export const documentLibrary = definePage(
  { page: 0x13, namespace: "DocumentLibrary", prefix: "documentlibrary", definedIn: "MS-ASDOC" },
  [
    0x05,
    [
      /* 05 */ ["LinkId", since120],
      /* 06 */ ["DisplayName", since120],
      /* 07 */ ["IsFolder", since120],
      /* 08 */ ["CreationDate", since120],
      /* 09 */ ["LastModifiedDate", since120],
      /* 0a */ ["IsHidden", since120],
      /* 0b */ ["ContentLength", since120],
      /* 0c */ ["ContentType", since120],
    ],
  ],
);
