/** The commands the gallery offers, in the order a session meets them, and what each is for. */
export const starterCommands = [
  { name: "OPTIONS", note: "Which versions and commands does the server speak?" },
  { name: "Provision", note: "Agree on the device policy and get a policy key" },
  { name: "FolderSync", note: "List the folders of the mailbox" },
  { name: "Sync", note: "Read and change what is in a folder" },
  { name: "SendMail", note: "Send a message" },
  { name: "Ping", note: "Wait until something changes" },
  { name: "Settings", note: "Tell about the device, ask about the user" },
] as const;
