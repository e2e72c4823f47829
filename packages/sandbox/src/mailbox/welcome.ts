import type { User } from "../directory.ts";
import { DOMAIN } from "../directory.ts";

/** The message every mailbox begins with. */
export function welcomeMessage({ user, name }: User, now: Date): Uint8Array {
  const lines = [
    `From: "EASel sandbox" <easel@${DOMAIN}>`,
    `To: "${name}" <${user}>`,
    "Subject: Welcome to the sandbox",
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <welcome.${user.replace("@", ".")}@${DOMAIN}>`,
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: 7bit",
    "",
    `Hello ${name},`,
    "",
    "this mailbox lives in memory and forgets everything when the sandbox stops.",
    "Mail to megan and alex arrives here; mail to anybody else comes back.",
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}
