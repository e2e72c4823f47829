import type { Span } from "@easel/codec/document";
import { Binary, Download } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Theme } from "../../editor/index.ts";
import { pictureOf } from "../../model/mail/pictures.ts";
import type { MailPart } from "../../model/mail/read-mail.ts";
import { partBytes, partText } from "../../model/mail/read-part.ts";
import { saveName } from "../../model/mail/save-name.ts";
import { useRead } from "../../queries/use-read.ts";
import { Button } from "../common/button.tsx";
import { downloadBytes } from "../common/download-bytes.ts";
import { FactsView } from "./facts-view.tsx";
import { HtmlView } from "./html-view.tsx";
import styles from "./mail.module.css";
import { MailHeaders } from "./mail-headers.tsx";
import { TextView } from "./text-view.tsx";

interface PartViewProps {
  message: Uint8Array;
  part: MailPart;
  all: readonly MailPart[];
  theme: Theme;
  /** Somebody chose it: it comes into view. */
  reveal: boolean;
  onShowBytes?: (span: Span) => void;
}

/** One part: what it is, what can be done with it, and its content where it can be read. */
export function PartView({ message, part, all, theme, reveal, onShowBytes }: PartViewProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (reveal) place.current?.scrollIntoView({ block: "nearest" });
  }, [reveal]);
  const { bodySpan, headerSpan, kind, contentType, transferEncoding, parameters, size } = part;
  const facts = [
    contentType,
    ...(parameters.charset ? [parameters.charset] : []),
    transferEncoding,
    `${size.toLocaleString("en")} bytes`,
  ];
  return (
    <section ref={place} className={styles.part} aria-label="The chosen part" data-testid="part">
      <div className={styles.bar}>
        <span className={styles.note}>
          {part.id === "" ? "" : `Part ${part.id} · `}
          {facts.join(" · ")}
        </span>
        <span className={styles.actions}>
          {onShowBytes && (
            <Button
              look="quiet"
              size="small"
              onClick={() => onShowBytes({ start: headerSpan.start, end: bodySpan.end })}
            >
              <Binary size={13} aria-hidden="true" /> Show bytes
            </Button>
          )}
          {kind !== "multipart" && (
            <Button
              look="quiet"
              size="small"
              disabled={size === 0}
              onClick={() => downloadBytes(partBytes(message, part).bytes, saveName(part))}
            >
              <Download size={13} aria-hidden="true" /> Save
            </Button>
          )}
        </span>
      </div>
      {part.depth > 0 && (kind === "message" || kind === "multipart") && <InnerHeaders part={part} />}
      <PartContent message={message} part={part} all={all} theme={theme} />
    </section>
  );
}

/** A message inside the message brings headers of its own. */
function InnerHeaders({ part }: { part: MailPart }) {
  const inner = part.kind === "message" ? part.parts[0] : undefined;
  return inner ? <MailHeaders part={inner} /> : null;
}

function PartContent({ message, part, all, theme }: Omit<PartViewProps, "onShowBytes" | "reveal">) {
  const { kind, what, size } = part;
  const picture = useCallback((id: string) => pictureOf(message, all, id), [message, all]);
  if (kind === "multipart") return <p className={styles.quiet}>Choose one of its parts above: {what}.</p>;
  if (kind === "message") return <p className={styles.quiet}>Its parts are listed above, set in under it.</p>;
  if (size === 0) return <p className={styles.quiet}>This part is empty.</p>;
  if (kind === "file") return <p className={styles.quiet}>{sentence(what)} Nothing here opens or runs it.</p>;
  if (kind === "image") return <Picture message={message} part={part} />;
  return <TextPart message={message} part={part} theme={theme} picture={picture} />;
}

function Picture({ message, part }: Pick<PartViewProps, "message" | "part">) {
  const url = useMemo(() => pictureOf(message, [part], part.contentId ?? ""), [message, part]);
  if (!url) return <p className={styles.quiet}>{sentence(part.what)} It is not shown here; save it to see it.</p>;
  return (
    <div className={styles.picture}>
      <img src={url} alt={part.fileName ?? "The picture in this part"} />
    </div>
  );
}

function TextPart({
  message,
  part,
  theme,
  picture,
}: Omit<PartViewProps, "onShowBytes" | "reveal" | "all"> & { picture: (id: string) => string | undefined }) {
  const read = useCallback((of: MailPart) => partText(message, of), [message]);
  const reading = useRead(part, read);
  if (reading.state === "reading") return <p className={styles.quiet}>Reading the part …</p>;
  if (reading.state === "failed") return <p className={styles.quiet}>The part could not be read: {reading.why}</p>;
  const text = reading.value;
  if (part.kind === "html") return <HtmlView html={text} theme={theme} picture={picture} />;
  if (part.kind === "calendar" || part.kind === "contact") return <FactsView text={text} theme={theme} />;
  return <TextView label="Text of the part, read only" text={text} theme={theme} />;
}

const sentence = (what: string): string => `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
