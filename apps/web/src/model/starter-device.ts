import { full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

const policy = (more = ""): string => `  <Policies>
    <Policy>
      <PolicyType>MS-WAP-Provisioning-XML</PolicyType> @-2.5
      <PolicyType>MS-EAS-Provisioning-WBXML</PolicyType> @12.0-${more}
    </Policy>
  </Policies>`;

/** DeviceInformation belongs into Provision from 14.1 on and nowhere before (MS-ASPROV 2.2.2.53). */
const provision = (information: string): string => `
<Provision xmlns="Provision" xmlns:settings="Settings">
  <settings:DeviceInformation> @14.1-
    <settings:Set>
${information}
    </settings:Set>
  </settings:DeviceInformation>
${policy()}
</Provision>`;

const oofMessage = (audience: string, text: string): string => `
        <OofMessage>
          <${audience}/>
          <Enabled>1</Enabled>
          <ReplyMessage>${text}</ReplyMessage>
          <BodyType>Text</BodyType>
        </OofMessage>`;

/** What a device says and asks about itself: MS-ASPROV, MS-ASCMD 2.2.1.13 and 2.2.1.18. */
export const deviceStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  Provision: [
    minimal(
      provision(`      <settings:Model>EASel workbench</settings:Model>
      <settings:FriendlyName>EASel</settings:FriendlyName>
      <settings:OS>Web</settings:OS>
      <settings:UserAgent>EASel</settings:UserAgent>`),
      "The first of the two phases",
    ),
    full(
      provision(`      <settings:Model>EASel workbench</settings:Model>
      <settings:IMEI>000000000000000</settings:IMEI>
      <settings:FriendlyName>EASel</settings:FriendlyName>
      <settings:OS>Web</settings:OS>
      <settings:OSLanguage>English</settings:OSLanguage>
      <settings:PhoneNumber>5550100</settings:PhoneNumber>
      <settings:UserAgent>EASel</settings:UserAgent>
      <settings:EnableOutboundSMS>0</settings:EnableOutboundSMS>
      <settings:MobileOperator>Contoso Mobile</settings:MobileOperator>`),
      "The first phase, with all that a device may tell",
    ),
    {
      id: "acknowledge",
      label: "Acknowledge",
      note: "The second phase, with the key the first one gave",
      xml: `
<Provision xmlns="Provision">
${policy(`
      <PolicyKey>0</PolicyKey>
      <Status>1</Status>`)}
</Provision>`,
    },
  ],
  Settings: [
    minimal(
      `
<Settings xmlns="Settings">
  <UserInformation>
    <Get/>
  </UserInformation>
</Settings>`,
      "The user's addresses",
    ),
    full(
      `
<Settings xmlns="Settings">
  <RightsManagementInformation> @14.1-
    <Get/>
  </RightsManagementInformation>
  <Oof>
    <Get>
      <BodyType>Text</BodyType>
    </Get>
  </Oof>
  <DeviceInformation>
    <Set>
      <Model>EASel workbench</Model>
      <IMEI>000000000000000</IMEI>
      <FriendlyName>EASel</FriendlyName>
      <OS>Web</OS>
      <OSLanguage>English</OSLanguage>
      <PhoneNumber>5550100</PhoneNumber>
      <UserAgent>EASel</UserAgent> @12.1-
      <EnableOutboundSMS>0</EnableOutboundSMS> @14.0-
      <MobileOperator>Contoso Mobile</MobileOperator> @14.0-
    </Set>
  </DeviceInformation>
  <UserInformation>
    <Get/>
  </UserInformation>
</Settings>`,
      "Asks all, and tells about the device",
    ),
    {
      id: "oof",
      label: "Set automatic answers",
      xml: `
<Settings xmlns="Settings">
  <Oof>
    <Set>
      <OofState>2</OofState>
      <StartTime>2027-01-11T00:00:00.000Z</StartTime>
      <EndTime>2027-01-15T00:00:00.000Z</EndTime>${[
        oofMessage("AppliesToInternal", "I am away until Friday."),
        oofMessage("AppliesToExternalKnown", "I am away until Friday."),
        oofMessage("AppliesToExternalUnknown", "Your message will be read on Friday."),
      ]
        .join("")
        .replaceAll("\n  ", "\n")}
    </Set>
  </Oof>
</Settings>`,
    },
    {
      // The password is a secret: here it is left empty, which takes one that was kept off the server.
      id: "password",
      label: "Recovery password",
      note: "Empty: takes the one on the server away",
      xml: `
<Settings xmlns="Settings">
  <DevicePassword>
    <Set>
      <Password/>
    </Set>
  </DevicePassword>
</Settings>`,
    },
  ],
  Ping: [
    minimal(`
<Ping xmlns="Ping">
  <HeartbeatInterval>120</HeartbeatInterval>
  <Folders>
    <Folder>
      <Id>${INBOX}</Id>
      <Class>Email</Class>
    </Folder>
  </Folders>
</Ping>`),
    full(
      `
<Ping xmlns="Ping">
  <HeartbeatInterval>480</HeartbeatInterval>
  <Folders>
    <Folder>
      <Id>${INBOX}</Id>
      <Class>Email</Class>
    </Folder>
    <Folder>
      <Id>1</Id>
      <Class>Calendar</Class>
    </Folder>
    <Folder>
      <Id>2</Id>
      <Class>Contacts</Class>
    </Folder>
    <Folder>
      <Id>11</Id>
      <Class>Tasks</Class>
    </Folder>
    <Folder> @14.0-
      <Id>8</Id>
      <Class>Notes</Class>
    </Folder>
  </Folders>
</Ping>`,
      "All folders a phone watches",
    ),
  ],
};
