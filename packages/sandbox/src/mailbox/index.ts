export { attachmentBytes, attachmentsOf, fileReference, readFileReference } from "./attachments.ts";
export {
  type BodyPreference,
  defaultOptions,
  filterStart,
  type ItemOptions,
  mimeTruncationBytes,
  truncationCharacters,
  wholeOptions,
} from "./body-options.ts";
export { type BodyText, plainOf, readBodyText } from "./body-text.ts";
export { type Draft, draftMime } from "./draft.ts";
export { bodyElements } from "./email-body.ts";
export { changedProperties, conversationOf, emailProperties } from "./email-properties.ts";
export type { DraftFile } from "./file-part.ts";
export { FolderTree, type PlacedFolder, TOP } from "./folder-tree.ts";
export {
  DELETED_ITEMS,
  DRAFTS,
  type Folder,
  type FolderClass,
  INBOX,
  JOURNAL,
  SENT_ITEMS,
} from "./folders.ts";
export { type DataItem, type Item, type ItemData, type MailItem, sizeOf } from "./items.ts";
export { Mailbox } from "./mailbox.ts";
export { type ForwardedEvent, meetingMessage } from "./meeting-message.ts";
export { type Delivery, deliver, unresolvable } from "./post-office.ts";
export { beginsWithHeader, type Envelope, type EnvelopeFault, headerText, readEnvelope } from "./read-message.ts";
export { forwardMessage, replyMessage } from "./smart-message.ts";
export { welcomeMessage } from "./welcome.ts";
