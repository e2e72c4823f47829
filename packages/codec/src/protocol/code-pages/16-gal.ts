import { definePage } from "../code-page.ts";
import { all, since141 } from "../versions.ts";

// The schema calls the namespace GAL, the specification's page table Gal; names compare without case.
export const gal = definePage({ page: 0x10, namespace: "GAL", prefix: "gal", definedIn: "MS-ASCMD" }, [
  0x05,
  [
    /* 05 */ ["DisplayName", all],
    /* 06 */ ["Phone", all],
    /* 07 */ ["Office", all],
    /* 08 */ ["Title", all],
    /* 09 */ ["Company", all],
    /* 0a */ ["Alias", all],
    /* 0b */ ["FirstName", all],
    /* 0c */ ["LastName", all],
    /* 0d */ ["HomePhone", all],
    /* 0e */ ["MobilePhone", all],
    /* 0f */ ["EmailAddress", all],
    /* 10 */ ["Picture", since141],
    /* 11 */ ["Status", since141],
    /* 12 */ ["Data", since141],
  ],
]);
