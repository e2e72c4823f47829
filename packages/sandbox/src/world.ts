import { allKnown, type Device, newDevice } from "./device/index.ts";
import { sandboxUsers, type User } from "./directory.ts";
import { MAX_CLIENT_IDS_PER_USER, MAX_DEVICES_PER_USER, MAX_WAITING_REQUESTS } from "./limits.ts";
import { INBOX, Mailbox, welcomeMessage } from "./mailbox/index.ts";

/** Switches a person may turn while the sandbox runs. */
export interface SandboxSettings {
  /** True: every command but Provision, Ping and OPTIONS needs the key of a finished Provision. */
  policyRequired: boolean;
}

export type WaitEnd = "changed" | "elapsed" | "ended" | "busy";

interface Account {
  mailbox: Mailbox;
  devices: Map<string, Device>;
  /** ClientIds of messages sent, oldest first. */
  sentIds: Set<string>;
}

/** Everything the sandbox remembers. Nothing here reads requests. */
export class World {
  readonly settings: SandboxSettings;
  readonly now: () => Date;
  #accounts = new Map<User, Account>();
  #waiting = new Set<() => void>();
  readonly #settled: ReadonlySet<string>;
  #nextKey = 0;

  constructor(now: () => Date, settings: SandboxSettings, settledDevices: readonly string[] = []) {
    this.now = now;
    this.settings = settings;
    this.#settled = new Set(settledDevices);
    this.reset();
  }

  /** Forgets all mail, devices and keys, and ends whoever waits. */
  reset(): void {
    for (const end of [...this.#waiting]) end();
    // Keys begin at a random number, so that a key of before the reset is not taken for one of after it.
    this.#nextKey = 1_000_000_000 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000_000);
    this.#accounts = new Map(sandboxUsers.map((user) => [user, this.#newAccount(user)]));
  }

  mailboxOf = (user: User): Mailbox => this.#account(user).mailbox;

  /** The device, new if need be; the one unused longest makes room. */
  deviceOf(user: User, deviceId: string): Device {
    const { devices, mailbox } = this.#account(user);
    const device = devices.get(deviceId) ?? newDevice(this.#settled.has(deviceId) ? this.#settle(mailbox) : undefined);
    devices.delete(deviceId);
    devices.set(deviceId, device);
    for (const oldest of devices.keys()) {
      if (devices.size <= MAX_DEVICES_PER_USER) break;
      devices.delete(oldest);
    }
    return device;
  }

  #settle = ({ folders }: Mailbox) => ({ folderSyncKey: this.newSyncKey(), knownFolders: allKnown(folders) });

  /** A SyncKey no device has had. */
  newSyncKey(): string {
    return String(this.#nextKey++);
  }

  wasSent = (user: User, clientId: string): boolean => this.#account(user).sentIds.has(clientId);

  rememberSent(user: User, clientId: string): void {
    const { sentIds } = this.#account(user);
    sentIds.add(clientId);
    for (const oldest of sentIds) {
      if (sentIds.size <= MAX_CLIENT_IDS_PER_USER) break;
      sentIds.delete(oldest);
    }
  }

  /** Waits for a change in the user's mailbox, for `milliseconds`, or until the client goes or the sandbox is reset. */
  waitForChange(user: User, milliseconds: number, signal: AbortSignal): Promise<WaitEnd> {
    if (this.#waiting.size >= MAX_WAITING_REQUESTS) return Promise.resolve("busy");
    if (signal.aborted) return Promise.resolve("ended");
    return new Promise((resolve) => {
      const finish = (end: WaitEnd) => () => {
        clearTimeout(timer);
        unwatch();
        this.#waiting.delete(onReset);
        signal.removeEventListener("abort", onAbort);
        resolve(end);
      };
      const onAbort = finish("ended");
      const onReset = finish("ended");
      const unwatch = this.mailboxOf(user).watch(finish("changed"));
      const timer = setTimeout(finish("elapsed"), milliseconds);
      this.#waiting.add(onReset);
      signal.addEventListener("abort", onAbort);
    });
  }

  #account(user: User): Account {
    const account = this.#accounts.get(user);
    if (!account) throw new TypeError(`${user.user} does not live in the sandbox`);
    return account;
  }

  #newAccount(user: User): Account {
    const mailbox = new Mailbox();
    const now = this.now();
    mailbox.add(INBOX, welcomeMessage(user, now), now, false);
    return { mailbox, devices: new Map(), sentIds: new Set() };
  }
}
