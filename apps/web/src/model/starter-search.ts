import { FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** How items shall come, as Search and Fetch say it. */
const bodies = (indent: string): string =>
  `
<airsync:MIMESupport>0</airsync:MIMESupport>
<base:BodyPreference>
  <base:Type>2</base:Type>
  <base:TruncationSize>32768</base:TruncationSize>
  <base:AllOrNone>0</base:AllOrNone>
  <base:Preview>100</base:Preview> @14.0-
</base:BodyPreference>
<base:BodyPartPreference> @14.1-
  <base:Type>2</base:Type>
  <base:TruncationSize>16384</base:TruncationSize>
</base:BodyPartPreference>
<rm:RightsManagementSupport>1</rm:RightsManagementSupport> @14.1-`.replaceAll("\n", `\n${indent}`);

/** A name and password of the user for the library could stand in Options; a starter holds none. */
const FILE = "\\\\files.contoso.example\\team\\plan.docx";

/** Finding and fetching: MS-ASCMD 2.2.1.2, 2.2.1.10 and 2.2.1.16. */
export const searchStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  Search: [
    minimal(
      `
<Search xmlns="Search">
  <Store>
    <Name>GAL</Name>
    <Query>alex</Query>
  </Store>
</Search>`,
      "Somebody in the address list",
    ),
    full(
      `
<Search xmlns="Search">
  <Store>
    <Name>GAL</Name>
    <Query>alex</Query>
    <Options>
      <Range>0-9</Range>
      <RebuildResults/> @12.0-
      <Picture> @14.1-
        <MaxSize>102400</MaxSize>
        <MaxPictures>5</MaxPictures>
      </Picture>
    </Options>
  </Store>
</Search>`,
      "The address list, with a range",
    ),
    {
      id: "mailbox",
      label: "Mailbox, minimal",
      versions: "12.0-",
      xml: `
<Search xmlns="Search" xmlns:airsync="AirSync">
  <Store>
    <Name>Mailbox</Name>
    <Query>
      <And>
        <airsync:Class>Email</airsync:Class>
        <FreeText>hello</FreeText>
      </And>
    </Query>
  </Store>
</Search>`,
    },
    {
      id: "mailbox-full",
      label: "Mailbox, full",
      versions: "12.0-",
      xml: `
<Search xmlns="Search" xmlns:airsync="AirSync" xmlns:base="AirSyncBase" xmlns:email="Email" xmlns:rm="RightsManagement">
  <Store>
    <Name>Mailbox</Name>
    <Query>
      <And>
        <airsync:Class>Email</airsync:Class>
        <airsync:CollectionId>${INBOX}</airsync:CollectionId>
        <FreeText>hello</FreeText>
        <GreaterThan>
          <email:DateReceived/>
          <Value>2026-01-01T00:00:00.000Z</Value>
        </GreaterThan>
      </And>
    </Query>
    <Options>${bodies("      ")}
      <Range>0-9</Range>
      <DeepTraversal/>
      <RebuildResults/>
    </Options>
  </Store>
</Search>`,
    },
    {
      id: "library",
      label: "Document library",
      versions: "12.0-",
      xml: `
<Search xmlns="Search" xmlns:doc="DocumentLibrary">
  <Store>
    <Name>DocumentLibrary</Name>
    <Query>
      <EqualTo>
        <doc:LinkId/>
        <Value>\\\\files.contoso.example\\team</Value>
      </EqualTo>
    </Query>
    <Options>
      <Range>0-99</Range>
    </Options>
  </Store>
</Search>`,
    },
  ],
  Find: [
    minimal(
      `
<Find xmlns="Find" xmlns:airsync="AirSync">
  <SearchId>5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a10</SearchId>
  <ExecuteSearch>
    <MailBoxSearchCriterion>
      <Query>
        <airsync:Class>Email</airsync:Class>
        <airsync:CollectionId>${INBOX}</airsync:CollectionId>
        <FreeText>hello</FreeText>
      </Query>
    </MailBoxSearchCriterion>
  </ExecuteSearch>
</Find>`,
      "Mail with a word in it",
    ),
    full(`
<Find xmlns="Find" xmlns:airsync="AirSync">
  <SearchId>5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a10</SearchId>
  <ExecuteSearch>
    <MailBoxSearchCriterion>
      <Query>
        <airsync:Class>Email</airsync:Class>
        <airsync:CollectionId>${INBOX}</airsync:CollectionId>
        <FreeText>from:alex subject:hello</FreeText>
      </Query>
      <Options>
        <Range>0-9</Range>
        <DeepTraversal/>
      </Options>
    </MailBoxSearchCriterion>
  </ExecuteSearch>
</Find>`),
    {
      id: "people",
      label: "Address list",
      xml: `
<Find xmlns="Find">
  <SearchId>5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a11</SearchId>
  <ExecuteSearch>
    <GalSearchCriterion>
      <Query>alex</Query>
      <Options>
        <Range>0-9</Range>
        <Picture>
          <MaxSize>102400</MaxSize>
          <MaxPictures>5</MaxPictures>
        </Picture>
      </Options>
    </GalSearchCriterion>
  </ExecuteSearch>
</Find>`,
    },
  ],
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
      </Schema>${bodies("      ")}
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
