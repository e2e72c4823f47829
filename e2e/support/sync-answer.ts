import { Buffer } from "node:buffer";
import { encodeTimeZone, noSystemTime } from "../../packages/codec/src/values/index.ts";
import { toWbxml } from "./wbxml.ts";

const day = (month: number, hour: number) => ({ ...noSystemTime(), month, day: 5, hour });
const zone = encodeTimeZone({
  bias: -60,
  standardName: "W. Europe Standard Time",
  standardDate: day(10, 3),
  standardBias: 0,
  daylightName: "W. Europe Daylight Time",
  daylightDate: day(3, 2),
  daylightBias: -60,
}).text;

const opaque = (name: string, bytes: Uint8Array) =>
  `<${name} xmlns:wire="urn:easel:wire" wire:opaque="base64">${Buffer.from(bytes).toString("base64")}</${name}>`;

const mail = (index: number, text: string) => `<Add><ServerId>5:${index}</ServerId><ApplicationData>
<e:Subject>Report ${index}</e:Subject><e:From>megan@contoso.example</e:From><e:DateReceived>2026-11-23T08:00:00.000Z</e:DateReceived>
<e:Importance>2</e:Importance><e:Read>0</e:Read><b:Body><b:Type>2</b:Type><b:EstimatedDataSize>20480</b:EstimatedDataSize><b:Truncated>1</b:Truncated><b:Data>${text}</b:Data></b:Body>
<b:NativeBodyType>2</b:NativeBodyType><e:InternetCPID>65001</e:InternetCPID>
${opaque(
  "m:ConversationId",
  Uint8Array.from({ length: 16 }, (_, at) => at * 16),
)}${opaque("m:ConversationIndex", Uint8Array.of(0xd0, 1, 2, 3, 4))}
</ApplicationData></Add>`;

const event = `<Add><ServerId>6:1</ServerId><ApplicationData><c:Timezone>${zone}</c:Timezone><c:StartTime>20261123T080000Z</c:StartTime>
<c:Subject>Standup</c:Subject><c:Sensitivity>2</c:Sensitivity><c:BusyStatus>2</c:BusyStatus><c:Reminder>15</c:Reminder></ApplicationData></Add>`;

/** The answer of a Sync: some mails in one collection, an event in another, and two things that went wrong. */
export const syncAnswer = (mails: number, text = "Hello"): Uint8Array =>
  toWbxml(`<Sync xmlns="AirSync" xmlns:e="Email" xmlns:m="Email2" xmlns:b="AirSyncBase" xmlns:c="Calendar"><Collections>
<Collection><SyncKey>12</SyncKey><CollectionId>5</CollectionId><Status>1</Status><MoreAvailable/>
<Responses><Change><ServerId>5:900</ServerId><Status>8</Status></Change></Responses>
<Commands>${Array.from({ length: mails }, (_, index) => mail(index + 1, text)).join("")}</Commands></Collection>
<Collection><SyncKey>3</SyncKey><CollectionId>6</CollectionId><Status>1</Status><Commands>${event}</Commands></Collection>
<Collection><SyncKey>0</SyncKey><CollectionId>7</CollectionId><Status>12</Status></Collection>
</Collections></Sync>`);
