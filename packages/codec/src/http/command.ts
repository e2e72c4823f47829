import type { Span } from "../document.ts";

/**
 * What a command URL says (MS-ASHTTP 2.2.1.1.1). Values are decoded; a field that is absent or
 * unreadable is undefined. `spans` points into the URL text that was parsed.
 */
export interface CommandUrl {
  /** Scheme, host and path as written, up to and without `?`. */
  endpoint: string;
  form: "plain" | "base64";
  /** Command name as written (`SendMail`); a name for a base64 command code. */
  command?: string;
  user?: string;
  deviceId?: string;
  /** Base64 form only: "raw" when the identifier travels as bytes that are no text, and `deviceId` is their hex. */
  deviceIdForm?: "text" | "raw";
  deviceType?: string;
  /** Base64 form only: "14.1", "16.1" … */
  protocolVersion?: string;
  /** Base64 form only: locale identifier, for example 0x0409. */
  locale?: number;
  /** Base64 form only. A policy key is a secret: callers must not store or log it. */
  policyKey?: number;
  /** Other parameters in order: SaveInSent, AttachmentName, CollectionId, ItemId, LongId, Occurrence … */
  parameters: [name: string, value: string][];
  /** Base64 form only: the Options parameter's bits. */
  options?: { saveInSent: boolean; acceptMultiPart: boolean };
  spans: Record<string, Span>;
}
