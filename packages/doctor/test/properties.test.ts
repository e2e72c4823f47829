import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnose, type Finding, type HeaderList, type RoundTrip, repairMessage } from "../src/diagnosis/index.ts";
import { ENDPOINT, MESSAGE } from "./make-round-trip.ts";
import { caseIds, readCase } from "./read-case.ts";

const headerName = fc.constantFrom(
  "Content-Type",
  "MS-ASProtocolVersion",
  "Authorization",
  "X-MS-PolicyKey",
  "X-MS-BackOffDuration",
  "Retry-After",
  "X-MS-Location",
  "WWW-Authenticate",
  "Transfer-Encoding",
  "X-MS-ASThrottle",
  "MS-ASProtocolVersions",
  "Cookie",
  "Location",
);
const headerText = fc.oneof(
  fc.constantFrom(
    "message/rfc822",
    "application/vnd.ms-sync.wbxml",
    "application/vnd.ms-sync.multipart",
    "12.1",
    "16.1",
    "Basic x",
    "L/-1",
    "0",
    "",
    "2.5,12.1,14.1",
    "https://x.example/?error=invalid_scope",
  ),
  fc.string(),
);
const headers: fc.Arbitrary<HeaderList> = fc.array(fc.tuple(headerName, headerText), { maxLength: 5 });
const bodies = caseIds.flatMap((id) => {
  const { request, reply } = readCase(id);
  return [request.body, ...(reply ? [reply.body] : [])];
});
/** A recorded body with a few bytes changed, cut or doubled: close enough to sound to get deep. */
const mutated = fc
  .tuple(fc.constantFrom(...bodies), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat())
  .map(([body, changes, cut]) => {
    const copy = Uint8Array.from(body);
    for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value;
    return cut % 3 === 0 ? copy.subarray(0, cut % (copy.length + 1)) : copy;
  });
const body = fc.oneof(
  mutated,
  fc.uint8Array({ maxLength: 60 }),
  fc.string().map((text) => new TextEncoder().encode(text)),
);
const url = fc.oneof(
  fc
    .constantFrom("SendMail", "Sync", "FolderSync", "Provision", "SmartForward")
    .map((command) => `${ENDPOINT}?Cmd=${command}&User=a&DeviceId=b&DeviceType=c`),
  fc.string(),
  fc.constantFrom("", "https://login.microsoftonline.com/common/oauth2/v2.0/token?scope=x"),
);
const roundTrips: fc.Arbitrary<RoundTrip> = fc.record(
  {
    request: fc.record({ method: fc.constantFrom("POST", "OPTIONS", "get"), url, headers, body }),
    reply: fc.record({ status: fc.oneof(fc.constantFrom(200, 401, 449, 451, 500, 503), fc.nat(999)), headers, body }),
    error: fc.record({ code: fc.string(), message: fc.string() }),
  },
  { requiredKeys: ["request"] },
);

const rank = { error: 0, warning: 1, info: 2 };

function checkFinding(finding: Finding, { request, reply }: RoundTrip): void {
  for (const text of [finding.rule, finding.title, finding.explanation]) expect(text).toBeTypeOf("string");
  expect(finding.fix === undefined).toBe(finding.fixLabel === undefined);
  for (const evidence of finding.evidence) {
    if (evidence.kind !== "bytes" && evidence.kind !== "element") continue;
    const length = (evidence.side === "request" ? request.body : reply?.body)?.length ?? 0;
    const { span } = evidence;
    if (span) expect(span.start >= 0 && span.start <= span.end && span.end <= length).toBe(true);
  }
}

test("any round trip is diagnosed, in order, with evidence inside its bodies", () => {
  fc.assert(
    fc.property(roundTrips, (roundTrip) => {
      const findings = diagnose(roundTrip);
      const ranks = findings.map(({ severity }) => rank[severity]);
      expect(ranks).toEqual([...ranks].sort());
      for (const finding of findings) checkFinding(finding, roundTrip);
    }),
    { numRuns: 1000 },
  );
}, 20_000);

test("diagnosing changes nothing and gives the same twice", () => {
  fc.assert(
    fc.property(roundTrips, (roundTrip) => {
      const before = structuredClone(roundTrip);
      const first = diagnose(roundTrip);
      expect(roundTrip).toEqual(before);
      expect(diagnose(roundTrip)).toEqual(first);
    }),
    { numRuns: 200 },
  );
});

test("what Authorization and X-MS-PolicyKey hold is in no finding", () => {
  const secret = "sekrit4711";
  fc.assert(
    fc.property(roundTrips, (roundTrip) => {
      const kept = roundTrip.request.headers.filter(([name]) => name !== "Authorization" && name !== "X-MS-PolicyKey");
      const request = {
        ...roundTrip.request,
        headers: [...kept, ["Authorization", `Basic ${secret}`], ["X-MS-PolicyKey", secret]] as HeaderList,
      };
      expect(JSON.stringify(diagnose({ ...roundTrip, request }))).not.toContain(secret);
    }),
    { numRuns: 200 },
  );
});

test("a message already sound is left as it is, and repairing twice changes nothing more", () => {
  const message = new TextEncoder().encode(MESSAGE);
  expect(repairMessage(message)).toEqual({ bytes: message, guessed: false });
  fc.assert(
    fc.property(body, (anything) => {
      const once = repairMessage(anything).bytes;
      expect(repairMessage(once).bytes.length).toBeLessThanOrEqual(once.length + 20);
    }),
  );
});

test("a large message is diagnosed whole", () => {
  const large = new TextEncoder().encode(`${MESSAGE.replaceAll("\r\n", "\n")}${"x".repeat(70)}\n`.repeat(40_000));
  const roundTrip: RoundTrip = {
    request: {
      method: "POST",
      url: `${ENDPOINT}?Cmd=SendMail&User=a&DeviceId=b&DeviceType=c`,
      headers: [
        ["MS-ASProtocolVersion", "12.1"],
        ["Content-Type", "message/rfc822"],
      ],
      body: large,
    },
  };
  expect(diagnose(roundTrip).map(({ rule }) => rule)).toContain("mime-bare-lf");
});
