import { FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** Folders and where items lie: MS-ASCMD 2.2.1.3 to 2.2.1.6, 2.2.1.9 and 2.2.1.12. */
export const folderStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  FolderSync: [
    minimal(`
<FolderSync xmlns="FolderHierarchy">
  <SyncKey>0</SyncKey>
</FolderSync>`),
  ],
  // 12 is a mail folder of the user's own (MS-ASCMD 2.2.3.186.2).
  FolderCreate: [
    minimal(`
<FolderCreate xmlns="FolderHierarchy">
  <SyncKey>1</SyncKey>
  <ParentId>0</ParentId>
  <DisplayName>From EASel</DisplayName>
  <Type>12</Type>
</FolderCreate>`),
  ],
  FolderDelete: [
    minimal(`
<FolderDelete xmlns="FolderHierarchy">
  <SyncKey>1</SyncKey>
  <ServerId>12</ServerId>
</FolderDelete>`),
  ],
  FolderUpdate: [
    minimal(`
<FolderUpdate xmlns="FolderHierarchy">
  <SyncKey>1</SyncKey>
  <ServerId>12</ServerId>
  <ParentId>0</ParentId>
  <DisplayName>Renamed by EASel</DisplayName>
</FolderUpdate>`),
  ],
  MoveItems: [
    minimal(`
<MoveItems xmlns="Move">
  <Move>
    <SrcMsgId>${FIRST_ITEM}</SrcMsgId>
    <SrcFldId>${INBOX}</SrcFldId>
    <DstFldId>3</DstFldId>
  </Move>
</MoveItems>`),
    full(
      `
<MoveItems xmlns="Move">
  <Move>
    <SrcMsgId>${FIRST_ITEM}</SrcMsgId>
    <SrcFldId>${INBOX}</SrcFldId>
    <DstFldId>3</DstFldId>
  </Move>
  <Move>
    <SrcMsgId>${INBOX}:2</SrcMsgId>
    <SrcFldId>${INBOX}</SrcFldId>
    <DstFldId>7</DstFldId>
  </Move>
</MoveItems>`,
      "Two items at once",
    ),
  ],
  // The order turned round with 14.0 (MS-ASCMD 6.20); before, all four are needed.
  GetItemEstimate: [
    minimal(`
<GetItemEstimate xmlns="GetItemEstimate" xmlns:airsync="AirSync">
  <Collections>
    <Collection>
      <Class>Email</Class> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @14.0-
      <CollectionId>${INBOX}</CollectionId>
      <airsync:FilterType>0</airsync:FilterType> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @-12.1
    </Collection>
  </Collections>
</GetItemEstimate>`),
    full(`
<GetItemEstimate xmlns="GetItemEstimate" xmlns:airsync="AirSync">
  <Collections>
    <Collection>
      <Class>Email</Class> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @14.0-
      <CollectionId>${INBOX}</CollectionId>
      <airsync:FilterType>3</airsync:FilterType> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @-12.1
      <airsync:ConversationMode>0</airsync:ConversationMode> @14.0-
      <airsync:Options> @14.0-
        <airsync:FilterType>3</airsync:FilterType>
        <airsync:Class>Email</airsync:Class>
      </airsync:Options>
      <airsync:Options> @14.0-
        <airsync:FilterType>3</airsync:FilterType>
        <airsync:Class>SMS</airsync:Class>
      </airsync:Options>
    </Collection>
    <Collection>
      <Class>Calendar</Class> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @14.0-
      <CollectionId>1</CollectionId>
      <airsync:FilterType>4</airsync:FilterType> @-12.1
      <airsync:SyncKey>1</airsync:SyncKey> @-12.1
      <airsync:Options> @14.0-
        <airsync:FilterType>4</airsync:FilterType>
      </airsync:Options>
    </Collection>
  </Collections>
</GetItemEstimate>`),
  ],
};
