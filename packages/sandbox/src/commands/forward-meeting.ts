import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { namesWithin } from "../documents.ts";
import { bodyShape, propertyText, readBody } from "../items/index.ts";
import { MAX_CLIENT_ID_LENGTH } from "../limits.ts";
import { type DataItem, type Item, meetingMessage } from "../mailbox/index.ts";
import { CommonStatus, type CommonStatusCode } from "../statuses.ts";
import { type CommandContext, isSince } from "./command.ts";
import { childText } from "./numbers.ts";
import { submit } from "./submit.ts";

const PAGE = "ComposeMail";
const elements = ["ClientId", "Source", "SaveInSentItems", "Forwardees"];

/** From 16.0 on SmartForward passes a meeting on: whom to, and a text, in place of a message (MS-ASCMD 2.2.1.19). */
export function forwardMeeting(
  context: CommandContext,
  root: ElementNode,
  event: Item | undefined,
): CommonStatusCode | undefined {
  const { world, user, version } = context;
  const body = childElement(root, "Body", "AirSyncBase");
  const own = { ...root, children: root.children.filter((child) => child !== body) };
  const names = namesWithin(own, PAGE, elements);
  const clientId = childText(root, "ClientId", PAGE) ?? "";
  const list = childElement(root, "Forwardees", PAGE);
  const forwardees = list ? childElements(list, "Forwardee", PAGE).map(readForwardee) : [];
  const wellFormed = names && clientId !== "" && clientId.length <= MAX_CLIENT_ID_LENGTH && isSince(context, "16.0");
  if (!wellFormed || forwardees.length === 0 || forwardees.some(({ address }) => address === "")) {
    return CommonStatus.InvalidXML;
  }
  if (body && !bodyShape(body, version)) return CommonStatus.InvalidXML;
  if (event?.kind !== "data" || event.class !== "Calendar") return CommonStatus.ItemNotFound;
  if (world.wasSent(user, clientId)) return CommonStatus.MessagePreviouslySent;
  const mime = meetingMessage(factsOf(event), forwardees, body && readBody(body), user, world.now());
  const fault = submit(context, mime, names.includes("SaveInSentItems"));
  if (fault === undefined) world.rememberSent(user, clientId);
  return fault;
}

const readForwardee = (forwardee: ElementNode): { name: string; address: string } => ({
  name: childText(forwardee, "Name", PAGE) ?? "",
  address: childText(forwardee, "Email", PAGE) ?? "",
});

function factsOf({ data }: DataItem) {
  const text = (name: string) => propertyText(data, "Calendar", name) ?? "";
  const place = data.properties.find(({ name }) => name === "Location");
  const placeName = place && childElement(place, "DisplayName", "AirSyncBase");
  return {
    subject: text("Subject"),
    location: placeName ? elementText(placeName) : "",
    uid: text("UID"),
    start: text("StartTime"),
    end: text("EndTime"),
    stamp: text("DtStamp"),
    organizer: text("OrganizerEmail"),
  };
}
