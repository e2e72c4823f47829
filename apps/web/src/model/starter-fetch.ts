import { bodyOptions, FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** A name and password of the user for the library could stand in Options; a starter holds none. */
const FILE = "\\\\files.contoso.example\\team\\plan.docx";

/** Fetching, emptying and moving: MS-ASCMD 2.2.1.10. */
export const fetchStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  ItemOperations: [
    minimal(
      `
<ItemOperations xmlns="ItemOperations" xmlns:airsync="AirSync">
  <Fetch>
    <Store>Mailbox</Store>
    <airsync:CollectionId>${INBOX}</airsync:CollectionId>
    <airsync:ServerId>${FIRST_ITEM}</airsync:ServerId>
  </Fetch>
</ItemOperations>`,
      "One message",
    ),
    full(
      `
<ItemOperations xmlns="ItemOperations" xmlns:airsync="AirSync" xmlns:base="AirSyncBase" xmlns:email="Email" xmlns:rm="RightsManagement">
  <Fetch>
    <Store>Mailbox</Store>
    <airsync:CollectionId>${INBOX}</airsync:CollectionId>
    <airsync:ServerId>${FIRST_ITEM}</airsync:ServerId>
    <Options>
      <Schema>
        <email:From/>
        <email:Subject/>
        <email:DateReceived/>
        <base:Body/>
      </Schema>${bodyOptions("      ")}
    </Options>
  </Fetch>
  <Fetch>
    <Store>Mailbox</Store>
    <base:FileReference>${FIRST_ITEM}:0</base:FileReference>
    <Options>
      <Range>0-65535</Range>
    </Options>
  </Fetch>
</ItemOperations>`,
      "A message as wanted, and the beginning of a file",
    ),
    {
      id: "library",
      label: "File of a document library",
      xml: `
<ItemOperations xmlns="ItemOperations" xmlns:doc="DocumentLibrary">
  <Fetch>
    <Store>Document Library</Store>
    <doc:LinkId>${FILE}</doc:LinkId>
    <Options>
      <Range>0-65535</Range>
    </Options>
  </Fetch>
</ItemOperations>`,
    },
    {
      id: "empty",
      label: "Empty Deleted Items",
      note: "Deletes for good",
      versions: "12.0-",
      xml: `
<ItemOperations xmlns="ItemOperations" xmlns:airsync="AirSync">
  <EmptyFolderContents>
    <airsync:CollectionId>3</airsync:CollectionId>
    <Options>
      <DeleteSubFolders/>
    </Options>
  </EmptyFolderContents>
</ItemOperations>`,
    },
    {
      id: "conversation",
      label: "Move a conversation",
      versions: "14.0-",
      xml: `
<ItemOperations xmlns="ItemOperations">
  <Move>
    <ConversationId><![CDATA[0123456789ABCDEF]]></ConversationId>
    <DstFldId>3</DstFldId>
    <Options>
      <MoveAlways/>
    </Options>
  </Move>
</ItemOperations>`,
    },
  ],
};
