import {
  CalendarDays,
  FileText,
  Image,
  Layers,
  type LucideIcon,
  Mail,
  CodeXml as Markup,
  Paperclip,
  UserRound,
} from "lucide-react";
import type { PartKind } from "../../model/mail/part-kind.ts";
import type { MailPart } from "../../model/mail/read-mail.ts";
import styles from "./mail.module.css";

const icons: Record<PartKind, LucideIcon> = {
  multipart: Layers,
  message: Mail,
  text: FileText,
  html: Markup,
  calendar: CalendarDays,
  contact: UserRound,
  image: Image,
  file: Paperclip,
};

interface PartListProps {
  parts: readonly MailPart[];
  chosen: MailPart;
  onChoose: (part: MailPart) => void;
}

/** Parts are drawn up to here; a message may have a thousand. */
const SHOWN = 300;

/** The message's parts, those inside another set in. */
export function PartList({ parts, chosen, onChoose }: PartListProps) {
  return (
    <ul className={styles.parts} aria-label="Parts of the message">
      {parts.slice(0, SHOWN).map((part) => {
        const Icon = icons[part.kind];
        return (
          <li key={part.id}>
            <button
              type="button"
              aria-current={part === chosen}
              style={{ paddingLeft: 8 + part.depth * 16 }}
              onClick={() => onChoose(part)}
            >
              <Icon size={13} aria-hidden="true" />
              <span className={styles.partName}>
                {part.fileName ?? part.contentType}
                <small>
                  {" "}
                  {part.fileName ? `${part.contentType} · ` : ""}
                  {part.what}
                </small>
              </span>
              <span className={styles.size}>{part.size.toLocaleString("en")} bytes</span>
            </button>
          </li>
        );
      })}
      {parts.length > SHOWN && <li className={styles.dim}>and {parts.length - SHOWN} more</li>}
    </ul>
  );
}
