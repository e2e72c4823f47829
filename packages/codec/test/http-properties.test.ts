import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBase64 } from "../src/bytes/index.ts";
import {
  type CommandUrl,
  formatCommandUrl,
  formatMultipart,
  parseCommandUrl,
  parseMultipart,
  setQueryField,
} from "../src/http/index.ts";

const ENDPOINT = "https://mail.contoso.example/Microsoft-Server-ActiveSync";
const identifier = fc.stringMatching(/^[A-Za-z0-9]{1,32}$/);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const commandName = fc.constantFrom("Sync", "SendMail", "SmartReply", "GetAttachment", "ItemOperations", "Find");
const parameters = fc.uniqueArray(
  fc.tuple(fc.constantFrom("AttachmentName", "CollectionId", "ItemId", "LongId", "Occurrence"), text),
  { selector: ([name]) => name },
);

const commands = fc.record({
  command: commandName,
  user: text,
  deviceId: identifier,
  deviceType: identifier,
  parameters,
});
const asCommand = (fields: Partial<CommandUrl>): CommandUrl => ({
  endpoint: ENDPOINT,
  form: "plain",
  parameters: [],
  spans: {},
  ...fields,
});

test("a plain command line is read back as it was written", () => {
  fc.assert(
    fc.property(commands, (fields) => {
      const { command, problems } = parseCommandUrl(formatCommandUrl(asCommand(fields), "plain"));
      expect(command).toMatchObject({ ...fields, form: "plain", endpoint: ENDPOINT });
      expect(problems).toEqual([]);
    }),
  );
});

test("a base64 command line is read back as it was written", () => {
  const extras = fc.record({
    protocolVersion: fc.constantFrom("12.1", "14.0", "14.1", "16.0", "16.1"),
    locale: fc.nat(0xffff),
    policyKey: fc.nat(0xffffffff),
    options: fc.record({ saveInSent: fc.boolean(), acceptMultiPart: fc.boolean() }),
  });
  fc.assert(
    fc.property(commands, extras, (fields, more) => {
      const { command, problems } = parseCommandUrl(formatCommandUrl(asCommand({ ...fields, ...more }), "base64"));
      expect(command).toMatchObject({ ...fields, ...more, form: "base64" });
      expect(problems).toEqual([]);
    }),
  );
});

test("any URL gives a command, and problems whose spans lie inside", () => {
  const bytesQuery = fc.uint8Array({ maxLength: 60 }).map((bytes) => encodeBase64(bytes));
  const loose = fc
    .array(
      fc.constantFrom("Cmd=", "cmd", "User", "=", "&", "%", "%4", "%C3", "+", "@", " ", "#", "é", "DeviceId=", "?"),
      { maxLength: 15 },
    )
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.oneof(bytesQuery, loose, fc.string({ unit: "binary" })), (query) => {
      const url = `${ENDPOINT}?${query}`;
      const { command, problems } = parseCommandUrl(url);
      for (const span of [...Object.values(command.spans), ...problems.map((problem) => problem.span)]) {
        expect(span && span.start >= 0 && span.start <= span.end && span.end <= url.length).toBe(true);
      }
      expect(formatCommandUrl(command, "plain")).toBeTypeOf("string");
      expect(formatCommandUrl(command, "base64")).toBeTypeOf("string");
    }),
    { numRuns: 500 },
  );
});

test("setting a field of a plain query leaves all others as written", () => {
  fc.assert(
    fc.property(commands, text, (fields, value) => {
      const query = formatCommandUrl(asCommand(fields), "plain").split("?")[1] ?? "";
      const changed = setQueryField(query, "devicetype", value);
      expect(parseCommandUrl(`${ENDPOINT}?${changed}`).command.deviceType).toBe(value);
      expect(setQueryField(changed, "DeviceType", fields.deviceType)).toBe(query);
    }),
  );
});

test("setting a field of a base64 query leaves all others as they were", () => {
  const extras = fc.record({ protocolVersion: fc.constantFrom("12.1", "16.1"), policyKey: fc.nat(0xffffffff) });
  fc.assert(
    fc.property(commands, extras, identifier, (fields, more, value) => {
      const url = formatCommandUrl(asCommand({ ...fields, ...more }), "base64");
      const query = url.slice(ENDPOINT.length + 1);
      const changed = setQueryField(query, "DeviceId", value);
      expect(parseCommandUrl(`${ENDPOINT}?${changed}`).command).toMatchObject({ ...fields, ...more, deviceId: value });
      expect(setQueryField(changed, "DeviceId", fields.deviceId)).toBe(query);
    }),
  );
});

test("multipart bodies are read back as they were written, and any bytes give parts inside", () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, (given) => {
      const read = parseMultipart(formatMultipart(given));
      expect(read.problems).toEqual([]);
      expect(read.parts.map(({ bytes }) => [...bytes])).toEqual(given.map((bytes) => [...bytes]));
    }),
  );
  const loose = fc
    .tuple(fc.nat(4), fc.uint8Array({ maxLength: 60 }))
    .map(([count, rest]) => Uint8Array.of(count, 0, 0, 0, ...rest));
  fc.assert(
    fc.property(fc.oneof(loose, fc.uint8Array({ maxLength: 40 })), (bytes) => {
      const read = parseMultipart(bytes);
      for (const { span } of [...read.parts, ...read.problems]) {
        expect(span && span.start >= 0 && span.start <= span.end && span.end <= bytes.length).toBe(true);
      }
    }),
  );
});
