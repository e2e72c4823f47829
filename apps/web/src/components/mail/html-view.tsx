import { useState } from "react";
import type { Theme } from "../../editor/index.ts";
import { MAX_PREVIEW } from "../../queries/use-mail-preview.ts";
import { Segmented } from "../common/segmented.tsx";
import { HtmlPreview } from "./html-preview.tsx";
import styles from "./mail.module.css";
import { TextView } from "./text-view.tsx";

interface HtmlViewProps {
  html: string;
  theme: Theme;
  /** The data URL of a picture the message brings along, by its Content-ID. */
  picture: (contentId: string) => string | undefined;
}

const views = [
  { value: "source", label: "Source" },
  { value: "preview", label: "Preview" },
] as const;

/** HTML as it is written; on request as a page that can do nothing and fetches nothing. */
export function HtmlView({ html, theme, picture }: HtmlViewProps) {
  const [view, setView] = useState<"source" | "preview">("source");
  return (
    <>
      <div className={styles.bar}>
        <Segmented label="HTML as" value={view} options={views} onChoose={setView} />
        <span className={styles.note}>
          {view === "preview" ? "nothing in it runs, nothing is fetched" : "as it is written"}
        </span>
      </div>
      {view === "source" ? (
        <TextView label="HTML of the part, read only" text={html} theme={theme} language="xml" />
      ) : html.length > MAX_PREVIEW ? (
        <p className={styles.quiet}>
          This page has {html.length.toLocaleString("en")} characters; a preview is made of{" "}
          {MAX_PREVIEW.toLocaleString("en")} at most. The source shows all of it.
        </p>
      ) : (
        <HtmlPreview html={html} picture={picture} />
      )}
    </>
  );
}
