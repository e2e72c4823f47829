/** Every bound of the sandbox. What happens at a bound stands beside it; nothing grows without one. */

/** Bytes of a request body; above it the answer is HTTP 413. */
export const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
/** Messages a mailbox keeps; the oldest makes room, so a shared sandbox never fills up. */
export const MAX_MESSAGES_PER_MAILBOX = 500;
/** Events, contacts, tasks and notes a mailbox keeps, all together; the oldest makes room. */
export const MAX_ITEMS_PER_MAILBOX = 500;
/** Bytes of mail a mailbox keeps, and of its other items; the oldest of the kind makes room. */
export const MAX_MAILBOX_BYTES = 50 * 1024 * 1024;
/** Devices remembered per user; the one unused longest is forgotten, and has to start from key 0. */
export const MAX_DEVICES_PER_USER = 50;
/** ClientIds remembered per user to recognise a message sent twice (Status 118). */
export const MAX_CLIENT_IDS_PER_USER = 1000;
/** Recipients of one message; above it SendMail answers Status 116. */
export const MAX_RECIPIENTS = 500;
/** Bytes of item data in one Sync answer; the rest follows after MoreAvailable. One item always fits. */
export const MAX_SYNC_ANSWER_BYTES = 10 * 1024 * 1024;
/** Collections in one Sync; above it Status 15. Exchange's own default for Ping is 200 (MS-ASCMD 2.2.3.105). */
export const MAX_COLLECTIONS = 200;
/** Client commands in one Collection; above it Status 4. */
export const MAX_COMMANDS = 2000;
/** Moves in one MoveItems, and Fetches in one ItemOperations; above it the request is malformed (Status 103, 2). */
export const MAX_OPERATIONS = 200;
/** Folders a user may have, the default ones included; above it FolderCreate answers Status 6. */
export const MAX_FOLDERS = 200;
/** Characters of a folder's name (MS-ASCMD 2.2.3.49.4); above it Status 10. */
export const MAX_FOLDER_NAME = 256;
/** Folders one Ping may watch; above it Status 6 with MaxFolders. */
export const MAX_PING_FOLDERS = 200;
/** Requests that may hang (Ping, Sync with Wait) at once; above it Ping Status 8, Sync Status 16. */
export const MAX_WAITING_REQUESTS = 100;
/** Seconds, both inclusive: bounds of HeartbeatInterval (MS-ASCMD 2.2.3.84.1). */
export const MIN_HEARTBEAT_SECONDS = 60;
export const MAX_HEARTBEAT_SECONDS = 3540;
/** Minutes, both inclusive: bounds of Sync's Wait (MS-ASCMD 2.2.3.200). */
export const MIN_WAIT_MINUTES = 1;
export const MAX_WAIT_MINUTES = 59;
/** Items per Sync answer: what is used without WindowSize, and the most one may ask for (MS-ASCMD 2.2.3.202). */
export const DEFAULT_WINDOW_SIZE = 100;
export const MAX_WINDOW_SIZE = 512;
/** Characters of a ClientId of ComposeMail (MS-ASCMD 2.2.3.28.1). */
export const MAX_CLIENT_ID_LENGTH = 40;
/** Characters of DeviceId (MS-ASHTTP 2.2.1.1.1.2.3) and DeviceType. */
export const MAX_DEVICE_ID_LENGTH = 32;
export const MAX_DEVICE_TYPE_LENGTH = 32;
