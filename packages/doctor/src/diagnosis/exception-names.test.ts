import { describe, expect, test } from "vitest";
import { answered, fromXml, request, rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const reply = (exception: string, version: string) =>
  diagnose(
    answered(
      request(
        "Sync",
        fromXml(
          '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId></Collection></Collections></Sync>',
        ),
        { version },
      ),
      200,
      fromXml(
        `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Commands><Change><ServerId>1:7</ServerId><ApplicationData><Exceptions xmlns="Calendar"><Exception>${exception}</Exception></Exceptions></ApplicationData></Change></Commands></Collection></Collections></Sync>`,
      ),
    ),
  );
const START = "<ExceptionStartTime>20260909T130000Z</ExceptionStartTime>";
const INSTANCE = '<InstanceId xmlns="AirSyncBase">20260909T130000Z</InstanceId>';

describe("an exception in an answer", () => {
  test("is named by InstanceId from 16.0 on, which a client has to know", () => {
    expect(reply(`<Deleted>1</Deleted>${INSTANCE}`, "16.0")).toMatchObject([
      { rule: "exception-by-instance-id", severity: "info" },
    ]);
    expect(rulesOf(reply(`<Deleted>1</Deleted>${START}`, "14.1"))).toEqual([]);
  });

  test("with the old name, or without any, is the server's fault", () => {
    expect(reply(`<Deleted>1</Deleted>${START}`, "16.1")[0]).toMatchObject({
      rule: "reply-exception-name",
      severity: "warning",
    });
    expect(rulesOf(reply("<Deleted>1</Deleted>", "16.1"))).toEqual(["reply-exception-name"]);
  });
});

describe("exceptions in a request", () => {
  const data = `<c:Exceptions><c:Exception><c:Deleted>1</c:Deleted><c:ExceptionStartTime>20260909T130000Z</c:ExceptionStartTime></c:Exception></c:Exceptions>`;

  test("are how occurrences change up to 14.1, and not from 16.0 on", () => {
    expect(rulesOf(diagnose(syncItem(data, { command: "Change", version: "14.1" })))).toEqual([]);
    expect(rulesOf(diagnose(syncItem(data, { command: "Change", version: "16.1" })))[0]).toBe("exceptions-since-16");
  });

  test("of 14.1 need the start of the occurrence", () => {
    const nameless = "<c:Exceptions><c:Exception><c:Deleted>1</c:Deleted></c:Exception></c:Exceptions>";
    const [finding] = diagnose(syncItem(nameless, { version: "14.0" }));
    expect(finding).toMatchObject({ rule: "child-missing", title: "Exception lacks ExceptionStartTime" });
  });
});

test("exceptions without a series are told up to 14.1, where they were refused", () => {
  const event = (more: string) =>
    syncItem(
      `<c:Subject>x</c:Subject><c:StartTime>20260909T130000Z</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime>${more}<c:Exceptions><c:Exception><c:ExceptionStartTime>20260910T130000Z</c:ExceptionStartTime><c:Deleted>1</c:Deleted></c:Exception></c:Exceptions>`,
      { version: "14.1", command: "Change" },
    );
  const refusal = fromXml(
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Responses><Change><ServerId>1:7</ServerId><Status>6</Status></Change></Responses></Collection></Collections></Sync>',
  );
  const rules = (more: string) => rulesOf(diagnose(answered(event(more), 200, refusal)));
  expect(rules("")[0]).toBe("exceptions-without-recurrence");
  expect(rules("<c:Recurrence><c:Type>0</c:Type></c:Recurrence>")).toEqual(["status-6"]);
  expect(rulesOf(diagnose(event("")))).toEqual([]);
});
