/** One thing a header's value says. */
export interface HeaderPart {
  /** What it is, in a few words. */
  name: string;
  /** As it came, or decoded where it came encoded. */
  value: string;
  /** What the value comes to, in plain words. */
  meaning?: string;
  /** The value gives access: it is shown only when a person asks for it. */
  isSecret?: boolean;
}

/** A value longer than this is not taken apart. */
export const MAX_DECODED_VALUE = 16_384;

export const part = (name: string, value: string, meaning?: string): HeaderPart => ({
  name,
  value,
  ...(meaning !== undefined && { meaning }),
});
