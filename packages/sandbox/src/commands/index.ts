export type { CommandContext, SandboxCommand } from "./command.ts";
export { readDocument } from "./read-document.ts";
export { sandboxCommands } from "./registry.ts";
