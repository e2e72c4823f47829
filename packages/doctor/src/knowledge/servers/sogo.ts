import { type Server, type ServerSource, versionRange } from "./server.ts";

const code = (file: string): ServerSource => ({ document: "source code of SOGo", section: `ActiveSync/${file}` });
const dispatcher = code("SOGoActiveSyncDispatcher.m");
const seen: ServerSource = { document: "seen on SOGo 5.8", section: "" };

export const sogo: Server = {
  id: "sogo",
  name: "SOGo",
  marks: [
    { header: "WWW-Authenticate", pattern: /realm="SOGo"/i },
    // Its list has ValidateCert at the end, as Exchange's, and no Provision.
    {
      header: "MS-ASProtocolCommands",
      pattern: /^Sync,SendMail,(?!.*Provision).*,Ping,ItemOperations,ResolveRecipients,ValidateCert$/,
    },
    { pattern: /An error occurred during object publishing|FATAL ERROR occured during SendMail/ },
  ],
  versions: versionRange("2.5", "14.1"),
  lacks: [
    [
      ["GetHierarchy", "CreateCollection", "DeleteCollection", "MoveCollection"],
      "MS-ASProtocolCommands lists it all the same; without a handler it ends in HTTP 500",
    ],
    [["Find"], "That is a command of 16.1"],
  ],
  deviations: [
    {
      text: "It chooses the command by the root element of the body. Cmd counts only when there is no body, so a wrong Cmd goes unnoticed here and fails on another server.",
      when: "other-root",
      told: "always",
      source: dispatcher,
    },
    {
      text: "Every Provision is answered with policy Status 2 and without a key, and no command checks the policy key.",
      commands: ["Provision"],
      told: "always",
      source: dispatcher,
    },
    {
      text: "A SyncKey it does not know brings an empty HTTP 501 instead of Status 3.",
      commands: ["Sync"],
      statuses: [501],
      source: seen,
    },
    {
      text: "A Sync without a body, or with Partial, is answered with Status 13: it keeps no earlier request.",
      commands: ["Sync"],
      codes: [13],
      source: code("SOGoActiveSyncDispatcher+Sync.m"),
    },
    {
      text: "A Sync is answered with Status 13, too, when another request of the same device works on one of its collections.",
      commands: ["Sync"],
      codes: [13],
      source: code("SOGoActiveSyncDispatcher+Sync.m"),
    },
    {
      text: "A HeartbeatInterval above its limit brings Status 5 only after the whole wait.",
      commands: ["Ping"],
      codes: [5],
      source: dispatcher,
    },
    {
      text: "It writes the From header anew when that has no display name or no address it accepts.",
      commands: ["SendMail", "SmartReply", "SmartForward"],
      told: "success",
      source: dispatcher,
    },
    {
      text: "It does not compare ClientId: the same request sent again is the same mail sent again.",
      commands: ["SendMail", "SmartReply", "SmartForward"],
      versions: { from: "14.0" },
      told: "success",
      source: seen,
    },
    {
      text: "It searches GAL and Mailbox; any other store, such as DocumentLibrary, brings HTTP 500.",
      commands: ["Search"],
      statuses: [500],
      source: dispatcher,
    },
    {
      text: "Of the automatic answers it keeps the one for internal senders and answers that the others are off.",
      commands: ["Settings"],
      elements: ["Oof"],
      told: "success",
      source: dispatcher,
    },
    {
      text: "It checks the last certificate of the request alone.",
      commands: ["ValidateCert"],
      told: "always",
      source: dispatcher,
    },
    {
      text: "It answers HTTP 500 to a request without DeviceId.",
      statuses: [500],
      when: "no-device-id",
      source: dispatcher,
    },
    {
      text: "It answers HTTP 403 to a user for whom the ActiveSync module is switched off, and to a POST without credentials.",
      statuses: [403],
      source: dispatcher,
    },
  ],
  source: code("SoObjectWebDAVDispatcher+ActiveSync.m"),
};
