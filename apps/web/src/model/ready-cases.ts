import type { SandboxSettings } from "@easel/proxy/contract";

export type ReadyCaseId = "xml-at-12-1" | "base64-at-14-1" | "provision-loop" | "stale-sync-key";

/** A ready-made case on the start screen; `draftOfCase` has its draft. */
export interface ReadyCase {
  id: ReadyCaseId;
  title: string;
  /** One or two sentences: what happens, and what it teaches. */
  story: string;
  /** How the sandbox must be set for the story to happen. */
  sandbox?: SandboxSettings;
}

export const readyCases: readonly ReadyCase[] = [
  {
    id: "xml-at-12-1",
    title: "SendMail at 12.1 answers HTTP 500",
    story:
      "An XML document goes out as message/rfc822, with all headers of the mail on one line. " +
      "Before 14.0 the server expects the bare message, and says nothing but 500.",
  },
  {
    id: "base64-at-14-1",
    title: "SendMail at 14.1 answers Status 102",
    story:
      "The message stands in Mime as base64 text. From 14.0 on Mime is opaque binary data, " +
      "so a strict server cannot make sense of the document.",
  },
  {
    id: "provision-loop",
    title: "Every command answers Status 142",
    story:
      "The server wants its policy accepted before anything else. Provision twice, carry the policy key along, " +
      "and the same FolderSync goes through.",
    sandbox: { policyRequired: true },
  },
  {
    id: "stale-sync-key",
    title: "Sync with a stale key",
    story:
      "The client kept a SyncKey the server does not know any more. Status 3 means: begin again with key 0, " +
      "and do not lose what was changed meanwhile.",
  },
];
