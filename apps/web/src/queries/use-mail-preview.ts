import { useCallback } from "react";
import {
  MAX_PREVIEW,
  type MailPreview,
  previewMail,
  type RemoteContent,
  showPreview,
} from "../services/mail-preview.ts";
import { type Reading, useRead } from "./use-read.ts";

export { MAX_PREVIEW, type MailPreview, type RemoteContent, showPreview };

/** HTML as a page that reaches nothing. `picture` gives the data URL of a picture in the message by its Content-ID. */
export function useMailPreview(html: string, picture: (id: string) => string | undefined): Reading<MailPreview> {
  const make = useCallback((of: string) => previewMail(of, picture), [picture]);
  return useRead(html, make);
}
