export {
  type BodyPreference,
  defaultOptions,
  filterStart,
  type ItemOptions,
  mimeTruncationBytes,
  truncationCharacters,
} from "./body-options.ts";
export { changedProperties, emailProperties } from "./email-properties.ts";
export { type Folder, type FolderClass, folderById, folders, INBOX } from "./folders.ts";
export { Mailbox, type MailItem } from "./mailbox.ts";
export { type Delivery, deliver, unresolvable } from "./post-office.ts";
export { type Envelope, type EnvelopeFault, readEnvelope } from "./read-message.ts";
export { welcomeMessage } from "./welcome.ts";
