import { Binary, Download } from "lucide-react";
import { partNature } from "../../model/mail/part-kind.ts";
import { Button } from "../common/button.tsx";
import { downloadBytes } from "../common/download-bytes.ts";
import styles from "./mail.module.css";

interface FileCardProps {
  bytes: Uint8Array;
  contentType: string | undefined;
  onShowBytes?: () => void;
}

/** A file that came along: what it is, how long, and a way to save it. */
export function FileCard({ bytes, contentType, onShowBytes }: FileCardProps) {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "application/octet-stream";
  const { what } = partNature(type, {});
  return (
    <div className={styles.quiet} data-testid="file">
      <p>
        {`${what.charAt(0).toUpperCase()}${what.slice(1)}`}, {bytes.length.toLocaleString("en")} bytes. Nothing here
        opens or runs it.
      </p>
      <div className={styles.buttons}>
        <Button size="small" onClick={() => downloadBytes(bytes, "answer-file.bin")}>
          <Download size={13} aria-hidden="true" /> Save
        </Button>
        {onShowBytes && (
          <Button size="small" onClick={onShowBytes}>
            <Binary size={13} aria-hidden="true" /> Show bytes
          </Button>
        )}
      </div>
    </div>
  );
}
