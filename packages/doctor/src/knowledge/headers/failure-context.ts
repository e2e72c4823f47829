import { decodeBase64 } from "@easel/codec/bytes";
import { type HeaderPart, part } from "./header-part.ts";

/** One field of X-FailureContext: as it stands, and the text it stands for. */
export interface FailureField {
  raw: string;
  text: string;
  wasBase64: boolean;
}

/** The fields of X-FailureContext in order, empty ones too; those that are base64 of printable text are decoded. */
export function failureFields(value: string): FailureField[] {
  return value.split(";").map((field) => {
    const raw = field.trim();
    const bytes = raw.length >= 8 && raw.length % 4 === 0 ? decodeBase64(raw) : undefined;
    const decoded = bytes && new TextDecoder().decode(bytes);
    const wasBase64 = decoded !== undefined && /^[\x20-\x7e\r\n\t]+$/.test(decoded);
    return { raw, text: wasBase64 ? decoded.replace(/\s+/g, " ").trim() : raw, wasBase64 };
  });
}

const places: Readonly<Record<string, string>> = {
  frontend: "the server next to the client, before the mailbox server was asked",
  backend: "the mailbox server",
  cafe: "the front server's proxy",
};

/** Where, with which status and why a request failed in Exchange: `FrontEnd;401;VW5hdXRob3JpemVk;;;;`. */
export function readFailureContext(value: string): HeaderPart[] {
  return failureFields(value).flatMap(({ raw, text, wasBase64 }, index) => {
    if (raw === "") return [];
    const note = wasBase64 ? `base64 ${raw.length > 40 ? `${raw.slice(0, 40)}…` : raw}` : undefined;
    const place = places[raw.toLowerCase()];
    if (place) return [part("Where", text, place)];
    if (index === 1 && /^\d{3}$/.test(raw)) return [part("HTTP status", text)];
    return [part(index === 2 ? "Reason" : `Field ${index + 1}`, text, note)];
  });
}
