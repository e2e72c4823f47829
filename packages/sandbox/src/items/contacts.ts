import type { ItemClass } from "./item-class.ts";
import { propertyText, withProperty } from "./properties.ts";
import { base64, list, longDate, orEmpty, type Shape, text } from "./rules.ts";

const PAGE = "Contacts";

/** Characters of Picture: 48 KB as base64 (MS-ASCNTC 2.2.2.58). */
const MOST_PICTURE = 65_536;

const texts = (...names: string[]): Shape => Object.fromEntries(names.map((name) => [name, text()]));

const shape: Shape = {
  "AirSyncBase:Body": text(),
  Anniversary: orEmpty(longDate),
  ...texts("AssistantName", "AssistantPhoneNumber"),
  Birthday: orEmpty(longDate),
  ...texts("BusinessAddressCity", "BusinessPhoneNumber", "WebPage", "BusinessAddressCountry", "Department"),
  ...texts("Email1Address", "Email2Address", "Email3Address", "BusinessFaxNumber", "FileAs", "FirstName", "MiddleName"),
  ...texts("HomeAddressCity", "HomeAddressCountry", "HomeFaxNumber", "HomePhoneNumber", "Home2PhoneNumber"),
  ...texts("HomeAddressPostalCode", "HomeAddressState", "HomeAddressStreet", "MobilePhoneNumber", "Suffix"),
  ...texts("CompanyName", "OtherAddressCity", "OtherAddressCountry", "CarPhoneNumber", "OtherAddressPostalCode"),
  ...texts("OtherAddressState", "OtherAddressStreet", "PagerNumber", "Title", "BusinessAddressPostalCode", "LastName"),
  ...texts("Spouse", "BusinessAddressState", "BusinessAddressStreet", "Business2PhoneNumber", "JobTitle"),
  ...texts("YomiFirstName", "YomiLastName", "YomiCompanyName", "OfficeLocation", "RadioPhoneNumber"),
  Picture: orEmpty(base64(MOST_PICTURE)),
  Categories: list(PAGE, "Category", text(), 300),
  Children: list(PAGE, "Child", text(), 300),
  ...texts("Contacts2:CustomerId", "Contacts2:GovernmentId", "Contacts2:IMAddress", "Contacts2:IMAddress2"),
  ...texts("Contacts2:IMAddress3", "Contacts2:ManagerName", "Contacts2:CompanyMainPhone", "Contacts2:AccountName"),
  ...texts("Contacts2:NickName", "Contacts2:MMS"),
};

/** MS-ASCNTC 2.2.2. */
export const contacts: ItemClass = {
  name: PAGE,
  shape,
  serverOnly: () => [],
  // Exchange takes a picture away only when it is sent empty.
  canBeGhosted: (name) => name !== "Picture",
  fits: () => true,
  complete(data) {
    const of = (name: string) => propertyText(data, PAGE, name);
    if (of("FileAs")) return data;
    const name = [of("LastName"), of("FirstName")].filter(Boolean).join(", ");
    const fileAs = name || of("CompanyName") || of("Email1Address");
    return fileAs ? withProperty(data, PAGE, "FileAs", fileAs) : data;
  },
};
