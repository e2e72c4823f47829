export type { User as SandboxUser } from "./directory.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export type { SandboxSettings } from "./world.ts";
