import { CommonStatus, type CommonStatusCode } from "../statuses.ts";
import type { Device } from "./device.ts";

/**
 * Why a command is refused while a policy is required, undefined when it may run (MS-ASPROV 3.1.5.1). A device that
 * never finished Provision, or sends no key or 0, is told to provision; one that sends another key, that its key is old.
 */
export function policyFault(device: Device, sentKey: string | undefined): CommonStatusCode | undefined {
  const { key } = device.policy;
  if (key === undefined || sentKey === undefined || sentKey === "0") return CommonStatus.DeviceNotProvisioned;
  return sentKey === key ? undefined : CommonStatus.InvalidPolicyKey;
}

/** A policy key: an unsigned 32-bit number other than 0, as decimal text (MS-ASHTTP 2.2.1.1.2.8). */
export function newPolicyKey(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number || 1);
}
