import { completeMime, hoverMime } from "@easel/doctor/language";
import type { TextHelp } from "./text-help.ts";

/** Help for a message. */
export const mimeHelp: Required<Omit<TextHelp, "fixes" | "format" | "hasValues" | "notes">> = {
  complete: (text, offset) => completeMime(text.toString(), offset),
  hover: (text, offset) => hoverMime(text.toString(), offset),
};
