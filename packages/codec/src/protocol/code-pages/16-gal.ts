import { definePage } from "../code-page.ts";
import { all, since141 } from "../versions.ts";

// The schema calls the namespace GAL, the specification's page table Gal; names compare without case.
export const gal = definePage({ page: 0x10, namespace: "GAL", prefix: "gal", definedIn: "MS-ASCMD" }, [
  [0x05, "DisplayName", all],
  [0x06, "Phone", all],
  [0x07, "Office", all],
  [0x08, "Title", all],
  [0x09, "Company", all],
  [0x0a, "Alias", all],
  [0x0b, "FirstName", all],
  [0x0c, "LastName", all],
  [0x0d, "HomePhone", all],
  [0x0e, "MobilePhone", all],
  [0x0f, "EmailAddress", all],
  [0x10, "Picture", since141],
  [0x11, "Status", since141],
  [0x12, "Data", since141],
]);
