import { FIRST_ITEM, full, INBOX, minimal, type StarterForm } from "./starter-form.ts";

const AUTODISCOVER = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync";

/** An empty DER sequence: base64 as the schema wants it, and no certificate any server would trust. */
const NO_CERTIFICATE = "MAA=";

/** People, invitations and certificates: MS-ASCMD 2.2.1.1, 2.2.1.11, 2.2.1.15 and 2.2.1.22. */
export const peopleStarters: Readonly<Record<string, readonly StarterForm[]>> = {
  MeetingResponse: [
    minimal(`
<MeetingResponse xmlns="MeetingResponse">
  <Request>
    <UserResponse>1</UserResponse>
    <CollectionId>${INBOX}</CollectionId>
    <RequestId>${FIRST_ITEM}</RequestId>
  </Request>
</MeetingResponse>`),
    full(`
<MeetingResponse xmlns="MeetingResponse" xmlns:base="AirSyncBase">
  <Request>
    <UserResponse>2</UserResponse>
    <CollectionId>${INBOX}</CollectionId>
    <RequestId>${FIRST_ITEM}</RequestId>
    <InstanceId>2027-01-11T09:00:00.000Z</InstanceId> @14.1-
    <SendResponse> @16.0-
      <base:Body>
        <base:Type>1</base:Type>
        <base:Data>An hour later would suit me better.</base:Data>
      </base:Body>
      <ProposedStartTime>20270111T100000Z</ProposedStartTime> @16.1-
      <ProposedEndTime>20270111T103000Z</ProposedEndTime> @16.1-
    </SendResponse>
  </Request>
  <Request>
    <UserResponse>3</UserResponse>
    <CollectionId>${INBOX}</CollectionId>
    <RequestId>${INBOX}:2</RequestId>
  </Request>
</MeetingResponse>`),
  ],
  ResolveRecipients: [
    minimal(`
<ResolveRecipients xmlns="ResolveRecipients">
  <To>alex@contoso.example</To>
</ResolveRecipients>`),
    full(`
<ResolveRecipients xmlns="ResolveRecipients">
  <To>alex@contoso.example</To>
  <To>megan</To>
  <Options>
    <CertificateRetrieval>2</CertificateRetrieval>
    <MaxCertificates>10</MaxCertificates>
    <MaxAmbiguousRecipients>10</MaxAmbiguousRecipients>
    <Availability> @14.0-
      <StartTime>2027-01-11T08:00:00.000Z</StartTime>
      <EndTime>2027-01-11T18:00:00.000Z</EndTime>
    </Availability>
    <Picture> @14.1-
      <MaxSize>102400</MaxSize>
      <MaxPictures>2</MaxPictures>
    </Picture>
  </Options>
</ResolveRecipients>`),
  ],
  ValidateCert: [
    minimal(`
<ValidateCert xmlns="ValidateCert">
  <Certificates>
    <Certificate>${NO_CERTIFICATE}</Certificate>
  </Certificates>
</ValidateCert>`),
    full(`
<ValidateCert xmlns="ValidateCert">
  <CertificateChain>
    <Certificate>${NO_CERTIFICATE}</Certificate>
  </CertificateChain>
  <Certificates>
    <Certificate>${NO_CERTIFICATE}</Certificate>
  </Certificates>
  <CheckCRL>1</CheckCRL>
</ValidateCert>`),
  ],
  // XML text without tokens, to a URL of its own.
  Autodiscover: [
    minimal(`
<Autodiscover xmlns="${AUTODISCOVER}/requestschema/2006">
  <Request>
    <EMailAddress>megan@contoso.example</EMailAddress>
    <AcceptableResponseSchema>${AUTODISCOVER}/responseschema/2006</AcceptableResponseSchema>
  </Request>
</Autodiscover>`),
  ],
};
