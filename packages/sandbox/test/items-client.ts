import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { el } from "../src/documents.ts";
import { type Client, collection, folderSyncBody, type Reply, syncBody } from "./client.ts";

export const a = (name: string, ...content: (string | ElementNode | undefined)[]) => el("AirSync", name, ...content);
export const b = (name: string, ...content: (string | Uint8Array | ElementNode)[]) =>
  el("AirSyncBase", name, ...content);
export const cal = (name: string, ...content: (string | ElementNode)[]) => el("Calendar", name, ...content);
export const con = (name: string, ...content: (string | ElementNode)[]) => el("Contacts", name, ...content);
export const task = (name: string, ...content: (string | ElementNode)[]) => el("Tasks", name, ...content);
export const note = (name: string, ...content: (string | ElementNode)[]) => el("Notes", name, ...content);
export const mailOf = (name: string, ...content: (string | ElementNode)[]) => el("Email", name, ...content);

export const add = (clientId: string, ...data: ElementNode[]): ElementNode =>
  a("Add", a("ClientId", clientId), a("ApplicationData", ...data));
export const change = (serverId: string, ...data: ElementNode[]): ElementNode =>
  a("Change", a("ServerId", serverId), a("ApplicationData", ...data));
export const remove = (serverId: string): ElementNode => a("Delete", a("ServerId", serverId));
export const fetchOf = (serverId: string): ElementNode => a("Fetch", a("ServerId", serverId));
export const body = (text: string, type = "1"): ElementNode => b("Body", b("Type", type), b("Data", text));

export const folderIds = { Calendar: "1", Contacts: "2", Drafts: "4", Notes: "8", Tasks: "11" } as const;
export type FolderName = keyof typeof folderIds;

/** A device's view of one folder, which carries the key along. */
export interface View {
  /** Options besides the form of bodies. */
  options: ElementNode[];
  /** Sends commands and takes what is new. */
  sync(...commands: ElementNode[]): Promise<Reply>;
}

/** FolderSync, the first Sync of the folder, and all that is in it. */
export async function viewOf(client: Client, name: FolderName, ...supported: ElementNode[]): Promise<View> {
  const id = folderIds[name];
  const old = ["2.5", "12.0"].includes(client.version);
  await client.post("FolderSync", folderSyncBody());
  let key = "0";
  let told: ElementNode[] = supported.length > 0 ? [a("Supported", ...supported)] : [];
  const view: View = {
    options: [],
    async sync(...commands) {
      const first = key === "0";
      const preference = client.version === "2.5" ? [] : [b("BodyPreference", b("Type", "1"))];
      const reply = await client.post(
        "Sync",
        syncBody(
          collection({
            key,
            id,
            ...(old ? { class: name === "Drafts" ? "Email" : name } : {}),
            middle: [...told, ...(client.version === "2.5" && !first ? [a("GetChanges")] : [])],
            ...(first ? {} : { options: [...view.options, ...preference] }),
            ...(commands.length > 0 ? { commands } : {}),
          }),
        ),
      );
      told = [];
      key = reply.text("SyncKey") ?? key;
      return reply;
    },
  };
  await view.sync();
  return view;
}

/** The Status of each child of Responses. */
export const statusesOf = (reply: Reply): string[] =>
  (reply.all("Responses")[0]?.children ?? []).map((child) => (child.kind === "element" ? textOf(child, "Status") : ""));

export function textOf(parent: ElementNode | undefined, name: string): string {
  const found = parent && childElement(parent, name);
  return found ? elementText(found) : "";
}

/** The ApplicationData of the answer's commands. */
export const dataOf = (reply: Reply): ElementNode[] => reply.all("ApplicationData");

export const namesOf = (data: ElementNode | undefined): string[] =>
  (data?.children ?? []).map((child) => (child.kind === "element" ? child.name : ""));

/** Adds one item and gives its ServerId. */
export async function added(view: View, ...data: ElementNode[]): Promise<string> {
  const reply = await view.sync(add("c1", ...data));
  if (statusesOf(reply).join() !== "1") throw new Error(`not added: ${statusesOf(reply).join()}`);
  return reply.text("ServerId") ?? "";
}

/** The item as Fetch brings it. */
export const itemOf = async (view: View, id: string) => dataOf(await view.sync(fetchOf(id)))[0] ?? a("ApplicationData");

/** The Status of an Add with each set of properties. */
export const tried = async (view: View, ...items: ElementNode[][]) =>
  statusesOf(await view.sync(...items.map((data, at) => add(`try${at}`, ...data))));
