import { expect, test } from "./support/fixtures.ts";
import { relay } from "./support/relay-client.ts";

test("every byte value, query spelling and header reaches the server as written", async ({ easel, recorder }) => {
  const body = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) % 256);
  const query = "Cmd=SendMail&User=a%40b.example&DeviceId=0a&DeviceType=%e9&SaveInSent=T";
  const headers: [string, string][] = [
    ["X-Second", "2"],
    ["x-first", "1"],
    ["X-Second", "again"],
    ["Content-Type", "message/rfc822"],
  ];
  const answer = await relay(easel.url, { method: "POST", url: `${recorder.url}?${query}`, headers }, body);
  expect([answer.head?.status, answer.tail.ended]).toEqual([200, "complete"]);

  const [request] = recorder.requests;
  expect(request?.target).toBe(`/Microsoft-Server-ActiveSync?${query}`);
  expect(Buffer.from(request?.body ?? []).equals(Buffer.from(body))).toBe(true);
  const sent = request?.rawHeaders ?? [];
  const written = headers.flat();
  expect(sent.filter((part) => written.includes(part))).toEqual(written);
});
