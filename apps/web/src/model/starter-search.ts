import { bodyOptions, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** Finding: MS-ASCMD 2.2.1.2 and 2.2.1.16. */
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
    <Options>${bodyOptions("      ")}
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
};
