import { FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

/** A new item in a folder; the key is the one a first Sync of that folder gave. */
const addTo = (folder: string, kind: string, namespaces: string, data: string, more = ""): string => `
<Sync xmlns="AirSync" ${namespaces}>
  <Collections>
    <Collection>
      <Class>${kind}</Class> @-12.0
      <SyncKey>1</SyncKey>
      <CollectionId>${folder}</CollectionId>
      <Commands>
        <Add>
          <ClientId>easel-1</ClientId>
          <ApplicationData>
${data
  .trim()
  .split("\n")
  .map((line) => `            ${line}`)
  .join("\n")}
          </ApplicationData>${more}
        </Add>
      </Commands>
    </Collection>
  </Collections>
</Sync>`;

/** A key is given out by a first Sync of the folder, and no starter can know it. */
const keyFirst = (folder: string): string => `Needs the SyncKey of a first Sync: Minimal with CollectionId ${folder}`;

const body = (text: string): string => `<base:Body> @12.0-
  <base:Type>1</base:Type>
  <base:Data>${text}</base:Data>
</base:Body>`;

/**
 * MS-ASCMD 2.2.1.21. Class names the folder's kind up to 12.0 (2.2.3.27.6); 12.1 takes it from CollectionId, and
 * some servers answer Status 4 when it stands there all the same. Nothing here deletes: a starter may be sent.
 */
export const syncStarters: readonly StarterForm[] = [
  minimal(
    `
<Sync xmlns="AirSync">
  <Collections>
    <Collection>
      <Class>Email</Class> @-12.0
      <SyncKey>0</SyncKey>
      <CollectionId>${INBOX}</CollectionId>
    </Collection>
  </Collections>
</Sync>`,
    "The first Sync of a folder",
  ),
  full(
    `
<Sync xmlns="AirSync" xmlns:base="AirSyncBase" xmlns:email="Email" xmlns:rm="RightsManagement">
  <Collections>
    <Collection>
      <Class>Email</Class> @-12.0
      <SyncKey>1</SyncKey>
      <CollectionId>${INBOX}</CollectionId>
      <DeletesAsMoves>1</DeletesAsMoves>
      <GetChanges/>
      <WindowSize>25</WindowSize>
      <ConversationMode>0</ConversationMode> @14.0-
      <Options>
        <FilterType>3</FilterType>
        <Class>Email</Class> @14.0-
        <base:BodyPreference> @12.0-
          <base:Type>2</base:Type>
          <base:TruncationSize>32768</base:TruncationSize>
          <base:AllOrNone>0</base:AllOrNone>
          <base:Preview>100</base:Preview> @14.0-
        </base:BodyPreference>
        <base:BodyPreference> @12.0-
          <base:Type>1</base:Type>
          <base:TruncationSize>32768</base:TruncationSize>
        </base:BodyPreference>
        <base:BodyPartPreference> @14.1-
          <base:Type>2</base:Type>
          <base:TruncationSize>16384</base:TruncationSize>
        </base:BodyPartPreference>
        <Truncation>7</Truncation> @-2.5
        <Conflict>1</Conflict>
        <MIMESupport>0</MIMESupport>
        <MIMETruncation>8</MIMETruncation>
        <rm:RightsManagementSupport>1</rm:RightsManagementSupport> @14.1-
      </Options>
      <Options> @14.0-
        <FilterType>3</FilterType>
        <Class>SMS</Class>
      </Options>
      <Commands>
        <Change>
          <ServerId>${FIRST_ITEM}</ServerId>
          <ApplicationData>
            <email:Read>1</email:Read>
          </ApplicationData>
        </Change>
        <Fetch>
          <ServerId>${FIRST_ITEM}</ServerId>
        </Fetch>
      </Commands>
    </Collection>
  </Collections>
  <WindowSize>100</WindowSize> @12.1-
</Sync>`,
    "A later Sync: what is wanted, and changes of the client",
  ),
  {
    id: "wait",
    label: "Wait for changes",
    versions: "12.1-",
    xml: `
<Sync xmlns="AirSync">
  <Collections>
    <Collection>
      <SyncKey>1</SyncKey>
      <CollectionId>${INBOX}</CollectionId>
    </Collection>
  </Collections>
  <Wait>8</Wait> @-12.1
  <HeartbeatInterval>480</HeartbeatInterval> @14.0-
</Sync>`,
  },
  {
    id: "event",
    label: "New event",
    note: keyFirst("1"),
    xml: addTo(
      "1",
      "Calendar",
      'xmlns:base="AirSyncBase" xmlns:cal="Calendar"',
      `
<cal:DtStamp>20261123T080000Z</cal:DtStamp> @-14.1
<cal:StartTime>20270111T090000Z</cal:StartTime>
<cal:EndTime>20270111T093000Z</cal:EndTime>
<cal:Subject>Made by EASel</cal:Subject>
<cal:UID>5F1D6B1E4D0B4A5C9A530C1F8F3E7A10</cal:UID> @-14.1
<cal:Location>Room 1</cal:Location> @-14.1
<base:Location> @16.0-
  <base:DisplayName>Room 1</base:DisplayName>
</base:Location>
<cal:AllDayEvent>0</cal:AllDayEvent>
<cal:BusyStatus>2</cal:BusyStatus>
<cal:Sensitivity>0</cal:Sensitivity>
<cal:Reminder>15</cal:Reminder>
<cal:MeetingStatus>0</cal:MeetingStatus>
${body("Bring the minutes.")}`,
    ),
  },
  {
    id: "contact",
    label: "New contact",
    note: keyFirst("2"),
    xml: addTo(
      "2",
      "Contacts",
      'xmlns:base="AirSyncBase" xmlns:con="Contacts"',
      `
<con:FirstName>Alex</con:FirstName>
<con:LastName>Wilber</con:LastName>
<con:FileAs>Wilber, Alex</con:FileAs>
<con:Email1Address>alex@contoso.example</con:Email1Address>
<con:MobilePhoneNumber>+1 555 0100</con:MobilePhoneNumber>
<con:CompanyName>Contoso</con:CompanyName>
${body("Met at the fair.")}`,
    ),
  },
  {
    id: "task",
    label: "New task",
    note: keyFirst("11"),
    xml: addTo(
      "11",
      "Tasks",
      'xmlns:base="AirSyncBase" xmlns:task="Tasks"',
      `
<task:Subject>Made by EASel</task:Subject>
<task:Importance>1</task:Importance>
<task:UtcStartDate>2027-01-11T00:00:00.000Z</task:UtcStartDate>
<task:StartDate>2027-01-11T00:00:00.000Z</task:StartDate>
<task:UtcDueDate>2027-01-15T00:00:00.000Z</task:UtcDueDate>
<task:DueDate>2027-01-15T00:00:00.000Z</task:DueDate>
<task:Complete>0</task:Complete>
<task:Sensitivity>0</task:Sensitivity>
${body("Ask Alex first.")}`,
    ),
  },
  {
    id: "note",
    label: "New note",
    note: keyFirst("8"),
    versions: "14.0-",
    xml: addTo(
      "8",
      "Notes",
      'xmlns:base="AirSyncBase" xmlns:note="Notes"',
      `
<note:Subject>Made by EASel</note:Subject>
<note:MessageClass>IPM.StickyNote</note:MessageClass>
${body("Buy tea.")}`,
    ),
  },
  {
    id: "draft",
    label: "New draft message",
    note: keyFirst("4"),
    versions: "16.0-",
    xml: addTo(
      "4",
      "Email",
      'xmlns:base="AirSyncBase" xmlns:email="Email"',
      `
<email:To>alex@contoso.example</email:To>
<email:Subject>Draft from EASel</email:Subject>
<email:Importance>1</email:Importance>
${body("This is the body text.")}`,
    ),
  },
];
