import type { Hono } from "hono";
import { createApp } from "./app.ts";
import { sandboxUsers, type User } from "./directory.ts";
import { type SandboxSettings, World } from "./world.ts";

export interface SandboxOptions {
  /** The clock; DateReceived and the filters by age follow it. Default: the real one. */
  now?: () => Date;
  /** Default false: a first visit need not begin with Provision. */
  policyRequired?: boolean;
  /** DeviceIds that count as having done FolderSync: a first visit may begin with any command. Default: none. */
  settledDevices?: readonly string[];
}

export interface Sandbox {
  /** Answers at `/Microsoft-Server-ActiveSync`; `app.fetch` fits any server, `app.request` a test. */
  app: Hono;
  users: User[];
  /** May be changed at any time; takes effect with the next request. */
  settings: SandboxSettings;
  /** Forgets all mail, devices and keys; the settings stay. */
  reset(): void;
}

/**
 * An ActiveSync server in memory, as strict as Exchange: 2.5 to 16.1, two users whose mail reaches each other.
 * Each sandbox is a world of its own. See `limits.ts` for its bounds.
 */
export function createSandbox({
  now = () => new Date(),
  policyRequired = false,
  settledDevices = [],
}: SandboxOptions = {}): Sandbox {
  const world = new World(now, { policyRequired }, settledDevices);
  return {
    app: createApp(world),
    users: sandboxUsers.map((user) => ({ ...user })),
    settings: world.settings,
    reset: () => world.reset(),
  };
}
