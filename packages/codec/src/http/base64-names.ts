import { commandByName } from "../protocol/commands.ts";
import { ACCEPT_MULTI_PART, parameterTags, SAVE_IN_SENT } from "./base64-layout.ts";

/** 161 for "16.1"; undefined for a text that is no version of one byte. */
export function versionByte(version: string): number | undefined {
  const match = /^(\d{1,2})\.(\d)$/.exec(version);
  const byte = match ? Number(match[1]) * 10 + Number(match[2]) : 256;
  return byte <= 0xff ? byte : undefined;
}

export function codeOf(command: string): number | undefined {
  const placeholder = /^Command-(\d{1,3})$/.exec(command)?.[1];
  if (placeholder && Number(placeholder) <= 0xff) return Number(placeholder);
  return commandByName(command)?.code;
}

export function tagOf(name: string): number | undefined {
  const placeholder = /^Tag-(\d{1,3})$/.exec(name)?.[1];
  if (placeholder && Number(placeholder) <= 0xff) return Number(placeholder);
  return Object.entries(parameterTags).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

export function optionBit(name: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower === "saveinsent") return SAVE_IN_SENT;
  return lower === "acceptmultipart" ? ACCEPT_MULTI_PART : undefined;
}

/** MS-ASHTTP 2.2.1.1.1.1.6: T is true, anything else is not. */
export const isTrue = (value: string): boolean => value.toUpperCase() === "T";
