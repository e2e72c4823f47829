import { FolderOpen } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { announce } from "../../model/announcement-store.ts";
import { showNotice } from "../../model/notice-store.ts";
import { Button } from "../common/button.tsx";
import styles from "./message-file.module.css";

/** A larger file is more than a browser's editor holds in reason. */
const MAX_FILE_BYTES = 100_000_000;

export interface MessageFileProps {
  disabled: boolean;
  /** The file's bytes, all of them as they are. */
  onOpen: (bytes: Uint8Array) => void;
}

async function open(file: File, onOpen: MessageFileProps["onOpen"]): Promise<void> {
  const size = file.size.toLocaleString("en");
  if (file.size > MAX_FILE_BYTES) {
    const most = MAX_FILE_BYTES.toLocaleString("en");
    showNotice({ text: `${file.name} has ${size} bytes; the editor takes up to ${most}. Nothing was opened.` });
    return;
  }
  try {
    onOpen(new Uint8Array(await file.arrayBuffer()));
    announce(`Opened ${file.name}, ${size} bytes.`);
  } catch {
    showNotice({ text: `${file.name} could not be read. Is it a file, and still there?` });
  }
}

/** Opens a file as the message. */
export function OpenMessageFile({ disabled, onOpen }: MessageFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        look="quiet"
        size="small"
        disabled={disabled}
        action="open-file"
        title="Opens a file as the message, every byte as it is. A file can also be dropped on the pane."
        onClick={() => input.current?.click()}
      >
        <FolderOpen size={13} aria-hidden="true" />
        <span className="visually-hidden">Open file…</span>
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="message-file"
        accept=".eml,.mime,.txt,.mht,message/rfc822"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file chosen again is opened again.
          event.target.value = "";
          if (file) void open(file, onOpen);
        }}
      />
    </>
  );
}

/** What a file can be dropped on to be the message. */
export function MessageDrop({ disabled, onOpen, children }: MessageFileProps & { children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const holdsFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button does the same
    <div
      className={`${styles.place} ${isOver ? styles.over : ""}`}
      onDragOverCapture={(event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setIsOver(!disabled);
      }}
      onDragLeave={() => setIsOver(false)}
      onDropCapture={(event) => {
        setIsOver(false);
        const [file] = event.dataTransfer.files;
        if (!file || !holdsFile(event)) return;
        // Else the browser would leave the page for the file.
        event.preventDefault();
        event.stopPropagation();
        if (disabled) showNotice({ text: "The message is only for reading here, so the file was not opened." });
        else void open(file, onOpen);
      }}
    >
      {children}
    </div>
  );
}
