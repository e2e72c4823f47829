import type { VersionRange } from "./starter-template.ts";

/** One ready document of a command. The first of a command is its minimal one. */
export interface StarterForm {
  /** "minimal", "full", or what sets this one apart: "library". */
  id: string;
  label: string;
  /** What it asks, where the label does not say it. */
  note?: string;
  /** When it exists at fewer versions than the command. */
  versions?: VersionRange;
  /** See `renderTemplate`. `<Mime/>` stands for the message, and `<ClientId/>` for a new one. */
  xml: string;
  /** The message of `<Mime/>`. */
  mime?: string;
}

/** The Inbox of the sandbox, and of every Exchange server; FolderSync tells each server's own numbers. */
export const INBOX = "5";
/** The first message there. */
export const FIRST_ITEM = `${INBOX}:1`;

export const minimal = (xml: string, note?: string): StarterForm => ({
  id: "minimal",
  label: "Minimal",
  xml,
  ...(note === undefined ? {} : { note }),
});

export const full = (xml: string, note?: string): StarterForm => ({
  id: "full",
  label: "Full",
  xml,
  ...(note === undefined ? {} : { note }),
});

/** How items shall come, as Search and Fetch say it. */
export const bodyOptions = (indent: string): string =>
  `
<airsync:MIMESupport>0</airsync:MIMESupport>
<base:BodyPreference>
  <base:Type>2</base:Type>
  <base:TruncationSize>32768</base:TruncationSize>
  <base:AllOrNone>0</base:AllOrNone>
  <base:Preview>100</base:Preview> @14.0-
</base:BodyPreference>
<base:BodyPartPreference> @14.1-
  <base:Type>2</base:Type>
  <base:TruncationSize>16384</base:TruncationSize>
</base:BodyPartPreference>
<rm:RightsManagementSupport>1</rm:RightsManagementSupport> @14.1-`.replaceAll("\n", `\n${indent}`);
