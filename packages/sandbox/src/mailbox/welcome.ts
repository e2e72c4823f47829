import type { User } from "../directory.ts";
import { DOMAIN } from "../directory.ts";

/** The message every mailbox begins with; it has a file, so that there is one to fetch. */
export function welcomeMessage({ user, name }: User, now: Date): Uint8Array {
  const lines = [
    `From: "EASel sandbox" <easel@${DOMAIN}>`,
    `To: "${name}" <${user}>`,
    "Subject: Welcome to the sandbox",
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <welcome.${user.replace("@", ".")}@${DOMAIN}>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="welcome"',
    "",
    "--welcome",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: 7bit",
    "",
    `Hello ${name},`,
    "",
    "this mailbox lives in memory and forgets everything when the sandbox stops.",
    "Mail to megan and alex arrives here; mail to anybody else comes back.",
    "",
    "--welcome",
    'Content-Type: text/plain; charset="us-ascii"; name="first-steps.txt"',
    'Content-Disposition: attachment; filename="first-steps.txt"',
    "Content-Transfer-Encoding: 7bit",
    "",
    "1. FolderSync lists the folders.",
    "2. Sync with SyncKey 0 begins with one of them, and the key of its answer brings what is in it.",
    "3. ItemOperations fetches a whole message, or a file like this one.",
    "--welcome--",
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}
