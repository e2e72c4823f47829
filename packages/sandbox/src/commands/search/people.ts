import type { ElementNode } from "@easel/codec/document";
import { sandboxUsers, type User } from "../../directory.ts";
import { el } from "../../documents.ts";
import { CommonStatus } from "../../statuses.ts";

/** Whoever has a name or an address that begins with each of the words, as address lists are searched. */
export function findPeople(query: string): User[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const namesOf = ({ name, user }: User) => [...name.toLowerCase().split(" "), name.toLowerCase(), user];
  return words.length === 0
    ? []
    : sandboxUsers.filter((user) => words.every((word) => namesOf(user).some((name) => name.startsWith(word))));
}

/** What the address list knows of somebody (MS-ASCMD 2.2.3.139); nobody here has a picture (Status 173). */
export function personProperties({ user, name }: User, withPicture: boolean): ElementNode[] {
  const [firstName = "", lastName = ""] = name.split(" ");
  const entries = {
    DisplayName: name,
    Alias: user.slice(0, user.indexOf("@")),
    FirstName: firstName,
    LastName: lastName,
    EmailAddress: user,
  };
  return [
    ...Object.entries(entries).map(([property, text]) => el("GAL", property, text)),
    ...(withPicture ? [el("GAL", "Picture", el("GAL", "Status", String(CommonStatus.NoPicture)))] : []),
  ];
}
